namespace IncDiv.Disclosure.Linear;

/// <summary>Steps S4 to S6 for one component.</summary>
internal static class LinearProtection
{
    /// <param name="coalition">1: the one person behind a hidden cell is taken as an attacker who knows that cell (S6); 0: nobody is.</param>
    public static LinearPattern Run(CoverModel model, int coalition)
    {
        var reasons = new HiddenReason[model.CellCount];
        var safety = new LinearSafety(model, coalition);
        for (int cell = 0; cell < reasons.Length; cell++)
            if (model.Columns[cell].IsForced)
            {
                safety.Publish(cell);
                reasons[cell] = HiddenReason.Forced;
            }
            else if (model.Columns[cell].IsPrimary)
                reasons[cell] = HiddenReason.Primary;

        DisclosedCell[] disclosed = [.. safety.Disclosed.SelectMany(p => DisclosedCell.Of(model.Columns[p], PublicCause.Of(model, p)))];
        if (disclosed.Length == 0)
            foreach (int candidate in Candidates(model))
            {
                reasons[candidate] = safety.ReasonToHide(candidate);
                if (reasons[candidate] == HiddenReason.None)
                    safety.Publish(candidate);
                safety.Forget(candidate);
            }
        return new LinearPattern(reasons, disclosed);
    }

    // What readers need most first. Zeros are never hidden to protect others: they protect nothing. Of equal cells the first in ordinal
    // order is hidden.
    private static IEnumerable<int> Candidates(CoverModel model) => Enumerable.Range(0, model.CellCount)
        .Where(c => !model.Columns[c].IsPrimary && !model.Columns[c].IsForced)
        .OrderByDescending(c => model.Columns[c].Value == 0)
        .ThenBy(c => model.Columns[c].HiddenBefore)
        .ThenBy(c => model.Columns[c].Importance)
        .ThenByDescending(c => model.Columns[c].Value)
        .ThenByDescending(c => c);
}
