namespace IncDiv.Disclosure.Audit;

/// <summary>What a release hides, and why (disclosure.md 4.2 S12, section 8): shares and classes only, no value and no small count.</summary>
/// <param name="PolicyVersion">Of <c>Disclosure/policy.yaml</c>.</param>
/// <param name="HiddenPercent">Of all rows with a figure.</param>
/// <param name="HiddenByReason">Percent of the rows with a figure that are hidden for each reason.</param>
/// <param name="NarrowestInterval">Class of the narrowest proven interval of a hidden count, in persons.</param>
/// <param name="WidestInterval">Class of the widest.</param>
/// <param name="LinearPrograms">Solved to prove intervals.</param>
/// <param name="Withheld">Feeds and tables of which nothing is released, because hiding some of their figures does not protect the others.</param>
/// <param name="AlreadyPublic">Counts that earlier releases give away: what was published cannot be taken back.</param>
public sealed record ReleaseEvidence(
    int PolicyVersion,
    double HiddenPercent,
    IReadOnlyDictionary<string, double> HiddenByReason,
    string NarrowestInterval,
    string WidestInterval,
    int LinearPrograms,
    IReadOnlyList<string> Withheld,
    IReadOnlyList<DisclosedCell> AlreadyPublic,
    IReadOnlyList<TableEvidence> Tables)
{
    internal static ReleaseEvidence Of(
        IReadOnlyList<MeasureRow> rows, IReadOnlyList<string> reasons, DisclosurePolicy policy, IReadOnlyList<string> withheldNames,
        IReadOnlyList<DisclosedCell> alreadyPublic, IReadOnlyList<FeedRelease> releases)
    {
        Dictionary<string, string> coarser =
            releases.SelectMany(r => r.LeftOut).GroupBy(w => w.Table).ToDictionary(g => g.Key, g => g.Last().Coarser, StringComparer.Ordinal);
        int[] told = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i] is not { Value: null, N: null or 0 })];
        int[] hidden = [.. told.Where(i => reasons[i].Length > 0)];
        int[] widths = [.. releases.SelectMany(r => r.Certificates).Select(c => (int)Math.Min(int.MaxValue, c.Upper - c.Lower))];
        return new ReleaseEvidence(
            policy.Version,
            Percent(hidden.Length, told.Length),
            new SortedDictionary<string, double>(
                hidden.GroupBy(i => reasons[i]).ToDictionary(g => g.Key, g => Percent(g.Count(), told.Length)), StringComparer.Ordinal),
            widths.Length == 0 ? "nothing hidden" : ClassOf(widths.Min()),
            widths.Length == 0 ? "nothing hidden" : ClassOf(widths.Max()),
            releases.Sum(r => r.LinearPrograms),
            withheldNames,
            alreadyPublic,
            [
                .. told.GroupBy(i => CoarseningRule.TableOf(rows[i])).Select(g =>
                {
                    string table = CoarseningRule.Name(g.Key.Measure, g.Key.Breakdown, g.Key.Window);
                    return new TableEvidence(
                        g.Key.Measure, g.Key.Breakdown, g.Key.Window.ToText(), Percent(g.Count(i => reasons[i].Length > 0), g.Count()),
                        [.. g.Select(i => reasons[i]).Where(r => r.Length > 0).Distinct().Order(StringComparer.Ordinal)], coarser.GetValueOrDefault(table, ""));
                }),
            ]);
    }

    private static string ClassOf(int width) => width switch { < 10 => "under 10", < 20 => "10 to 19", < 50 => "20 to 49", _ => "50 or more" };

    private static double Percent(int part, int whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1, MidpointRounding.AwayFromZero);
}

/// <summary>One table of a release.</summary>
/// <param name="HiddenPercent">Of its rows with a figure.</param>
/// <param name="Reasons">Why: <c>small or sensitive</c>, <c>partner</c>, <c>tells of another</c>, <c>table left out</c>.</param>
/// <param name="Coarser">The coarser table that is published instead; empty where this one is.</param>
public sealed record TableEvidence(string Measure, string Breakdown, string Window, double HiddenPercent, IReadOnlyList<string> Reasons, string Coarser);
