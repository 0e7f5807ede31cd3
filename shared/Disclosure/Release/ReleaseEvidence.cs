namespace IncDiv.Disclosure.Release;

/// <summary>What a release hides, and why (disclosure.md 4.2 S12, section 8): shares and classes only, no value and no small count.</summary>
/// <param name="PolicyVersion">Of <c>disclosure-policy.yaml</c>.</param>
/// <param name="HiddenPercent">Of all rows with a figure.</param>
/// <param name="HiddenByReason">Percent of the rows with a figure that are hidden for each reason.</param>
/// <param name="NarrowestInterval">Class of the narrowest proven interval of a hidden count, in persons.</param>
/// <param name="WidestInterval">Class of the widest.</param>
/// <param name="LinearPrograms">Solved to prove intervals.</param>
/// <param name="FrozenRows">Whether any row was kept as the edition before had it, because it would have moved by too few people.</param>
/// <param name="ContradictingSums">Sums that figures of several vintages do not satisfy, and that tell nothing.</param>
/// <param name="Verdict"><c>safe</c> or <c>refused</c>.</param>
public sealed record ReleaseEvidence(
    int PolicyVersion,
    double HiddenPercent,
    IReadOnlyDictionary<string, double> HiddenByReason,
    string NarrowestInterval,
    string WidestInterval,
    int LinearPrograms,
    bool FrozenRows,
    bool ContradictingSums,
    string Verdict,
    IReadOnlyList<TableEvidence> Tables)
{
    internal static ReleaseEvidence Of(
        Inventory inventory, bool[] masked, IReadOnlyList<Ladder.Withheld> withheld, IReadOnlyList<ProtectionResult> results, bool isSafe, int frozen, int contradictions)
    {
        Dictionary<string, CellVerdict> verdicts = results.SelectMany(r => r.Cells).DistinctBy(c => c.Key).ToDictionary(c => c.Key, StringComparer.Ordinal);
        Dictionary<string, string> rungs = withheld.GroupBy(w => w.Table).ToDictionary(g => g.Key, g => g.Last().Rung, StringComparer.Ordinal);
        int[] shown = [.. Enumerable.Range(0, masked.Length).Where(i => inventory.Rows[i] is not { Value: null, N: null or 0 })];
        string[] reasons = [.. masked.Select((m, i) => m ? ReasonOf(inventory, i, verdicts) : "")];
        int[] widths = [.. verdicts.Values.Where(v => v.Certificate is not null).Select(v => (int)Math.Min(int.MaxValue, v.Certificate!.Upper - v.Certificate.Lower))];
        return new ReleaseEvidence(
            inventory.PolicyVersion,
            Percent(shown.Count(i => masked[i]), shown.Length),
            new SortedDictionary<string, double>(
                shown.Where(i => masked[i]).GroupBy(i => reasons[i]).ToDictionary(g => g.Key, g => Percent(g.Count(), shown.Length)), StringComparer.Ordinal),
            widths.Length == 0 ? "nothing hidden" : ClassOf(widths.Min()),
            widths.Length == 0 ? "nothing hidden" : ClassOf(widths.Max()),
            results.Sum(r => r.LinearPrograms),
            frozen > 0,
            contradictions > 0,
            isSafe ? "safe" : "refused",
            [
                .. shown.GroupBy(i => Ladder.TableOf(inventory.Rows[i])).Select(g =>
                {
                    string table = Ladder.Name(g.Key.Measure, g.Key.Breakdown, g.Key.Window);
                    return new TableEvidence(
                        g.Key.Measure, g.Key.Breakdown, g.Key.Window, Percent(g.Count(i => masked[i]), g.Count()),
                        [.. g.Where(i => masked[i]).Select(i => reasons[i]).Distinct().Order(StringComparer.Ordinal)], rungs.GetValueOrDefault(table, ""));
                }),
            ]);
    }

    private static string ReasonOf(Inventory inventory, int row, Dictionary<string, CellVerdict> verdicts)
    {
        if (inventory.IsWithheld[row])
            return "table left out";
        HiddenReason[] hidden = [.. inventory.AtomsOf[row].Select(a => verdicts.GetValueOrDefault(a.Key)).Where(v => v is { IsHidden: true }).Select(v => v!.Reason)];
        return inventory.IsPrimary[row] || hidden.Contains(HiddenReason.Primary) ? "small or sensitive"
            : hidden.Length == 0 ? "tells of another"
            : "partner";
    }

    private static string ClassOf(int width) => width switch { < 10 => "under 10", < 20 => "10 to 19", < 50 => "20 to 49", _ => "50 or more" };

    private static double Percent(int part, int whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1, MidpointRounding.AwayFromZero);
}

/// <summary>One table of a release.</summary>
/// <param name="HiddenPercent">Of its rows with a figure.</param>
/// <param name="Reasons">Why: <c>small or sensitive</c>, <c>partner</c>, <c>tells of another</c>, <c>table left out</c>.</param>
/// <param name="Rung">The coarser table that is published instead; empty where this one is.</param>
public sealed record TableEvidence(string Measure, string Breakdown, string Window, double HiddenPercent, IReadOnlyList<string> Reasons, string Rung);
