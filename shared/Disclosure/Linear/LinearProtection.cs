using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Linear;

/// <summary>Steps S4 to S6 for one component: who is hidden so that no primary follows by addition and subtraction, for outsiders or insiders.</summary>
internal static class LinearProtection
{
    /// <param name="coalition">1: the one person behind a hidden cell is taken as an attacker who knows that cell (S6); 0: nobody is.</param>
    public static LinearPattern Run(CoverModel model, int coalition)
    {
        var reasons = new HiddenReason[model.CellCount];
        int[] primaries = [.. Enumerable.Range(0, reasons.Length).Where(c => model.Columns[c].IsPrimary)];
        int[] insiders = coalition > 0 ? [.. primaries.Where(p => model.Columns[p].Contributors == 1)] : [];
        foreach (int primary in primaries)
            reasons[primary] = HiddenReason.Primary;

        var span = new PublishedSpan(model, ModularField.First);
        foreach (int forced in Forced(model))
        {
            span.Publish(forced);
            reasons[forced] = HiddenReason.Forced;
        }
        int[] disclosed = [.. primaries.Where(p => span.Contains(p) || model.Columns[p].IsForced)];
        if (disclosed.Length > 0)
            return new LinearPattern(reasons, [.. disclosed.Select(p => new DisclosedCell(model.Columns[p].Key, PublicCause.Of(model, p)))]);

        foreach (int candidate in Candidates(model))
        {
            reasons[candidate] = Reason(span, candidate, primaries, insiders);
            if (reasons[candidate] == HiddenReason.None)
                span.Publish(candidate);
        }
        return new LinearPattern(reasons, []);
    }

    // Statutory figures and last editions first, then what readers need most. Zeros are never hidden to protect others: they protect nothing.
    private static IEnumerable<int> Candidates(CoverModel model) => Enumerable.Range(0, model.CellCount)
        .Where(c => !model.Columns[c].IsPrimary && !model.Columns[c].IsForced)
        .OrderByDescending(c => model.Columns[c].Value == 0)
        .ThenBy(c => model.Columns[c].HiddenBefore)
        .ThenBy(c => model.Columns[c].Importance)
        .ThenByDescending(c => model.Columns[c].Value)
        .ThenBy(c => c);

    private static IEnumerable<int> Forced(CoverModel model) => Enumerable.Range(0, model.CellCount).Where(c => model.Columns[c].IsForced);

    private static HiddenReason Reason(PublishedSpan span, int candidate, int[] primaries, int[] insiders)
    {
        if (span.Contains(candidate))
            return HiddenReason.None;
        if (primaries.Any(p => span.ContainsWith(candidate, p)))
            return HiddenReason.Linear;
        // What an insider knows already, before this cell is published, is no reason to hide it.
        return insiders.Any(i => primaries.Any(p => p != i && span.ContainsWith(i, candidate, p) && !span.ContainsWith(i, p)))
            ? HiddenReason.Insider
            : HiddenReason.None;
    }
}
