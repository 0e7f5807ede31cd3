namespace IncDiv.Samples.Quotas;

internal enum Answer
{
    Favourable,
    Unfavourable,
    None,
}

/// <summary>The codes of an item's answers.</summary>
internal sealed record AnswerScale(Mix Favourable, Mix Unfavourable, Mix None)
{
    public Mix Of(Answer answer) => answer switch
    {
        Answer.Favourable => Favourable,
        Answer.Unfavourable => Unfavourable,
        _ => None,
    };
}

/// <summary>The planned answers to one item: how many rows of each cell have a favourable answer, an unfavourable answer and no answer.</summary>
internal sealed class AnswerPlan
{
    private readonly Quota[] _cells;

    /// <param name="rows">Rows by cell.</param>
    /// <param name="noAnswer">Share of rows without an answer.</param>
    public AnswerPlan(IReadOnlyList<int> rows, double noAnswer, IReadOnlyList<double> logits, IReadOnlyList<Margin> margins)
    {
        int[] silent = new int[rows.Count];
        double due = 0.5;
        for (int cell = 0; cell < silent.Length; cell++)
        {
            due += rows[cell] * noAnswer;
            silent[cell] = Math.Min(rows[cell], (int)due);
            due -= silent[cell];
        }
        int[] answered = [.. rows.Select((n, i) => n - silent[i])];
        int[] favourable = Raking.Fit(answered, logits, margins);
        _cells = [.. rows.Select((_, i) => new Quota([favourable[i], answered[i] - favourable[i], silent[i]]))];
    }

    public Answer Draw(int cell, double unit) => (Answer)_cells[cell].Draw(unit);
}
