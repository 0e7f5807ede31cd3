namespace IncDiv.Samples.Quotas;

/// <summary>The cells in which the rows of a drop are counted: people who have the same characteristics.</summary>
/// <param name="share">Share of the rows in a cell; need not add up to one.</param>
internal sealed class Cells<T>(IReadOnlyList<T> all, Func<T, double> share, int rows)
{
    private readonly int[] _rows = Apportionment.LargestRemainder([.. all.Select(share)], rows);

    /// <summary>Draws each cell as often as it has rows.</summary>
    public Quota ToQuota() => new(_rows);

    /// <summary>The number of rows in some cells.</summary>
    public int Count(Func<T, bool> cells) => Where(cells).Sum(c => _rows[c]);

    /// <summary>Plans the answers to an item.</summary>
    /// <param name="noAnswer">Share of rows without an answer.</param>
    /// <param name="logit">The pattern between cells for which no figure is published.</param>
    /// <param name="figures">Published figures: percent of favourable answers in some cells.</param>
    public AnswerPlan Plan(double noAnswer, Func<T, double> logit, params IEnumerable<(double Percent, Func<T, bool> Cells)> figures) =>
        new(_rows, noAnswer, [.. all.Select(logit)], [.. figures.Select(f => new Margin(f.Percent / 100, [.. Where(f.Cells)]))]);

    private IEnumerable<int> Where(Func<T, bool> cells) => Enumerable.Range(0, all.Count).Where(c => cells(all[c]));
}
