namespace IncDiv.Contracts.Reading;

/// <summary>Reads breakdowns and comparisons; see the comments in <c>Measures/Breakdowns/breakdowns.yaml</c>.</summary>
internal static class BreakdownReader
{
    /// <param name="coarser">The breakdowns that others name as coarser ones are added, to be looked up when all are read.</param>
    public static void Read(ContractFile file, Known<Breakdown> breakdowns, List<(Section At, string Name)> coarser)
    {
        foreach (Section breakdown in file.Entries("breakdown"))
        {
            breakdowns.Add(breakdown, breakdown.Key, Read(breakdown, breakdowns));
            if (breakdown.Text("coarser") is { } name)
                coarser.Add((breakdown, name));
        }
    }

    /// <summary>The comparisons of a breakdown, or of a measure, which names the breakdown of each.</summary>
    public static IReadOnlyList<Comparison> Comparisons(Section section, string property, string? breakdown) =>
        [.. section.Items(property, "comparison").Select(c => Comparison(c, breakdown)).OfType<Comparison>()];

    private static Breakdown? Read(Section section, Known<Breakdown> earlier)
    {
        BreakdownColumn[] columns = [.. section.TextMap("columns").Select(c => new BreakdownColumn(c.Key, c.Text == "values" ? null : c.Text))];
        var cross = new List<Breakdown>();
        foreach (YamlText name in section.Texts("cross"))
            if (!earlier.Contains(name.Text))
                section.Problem($": there is no breakdown '{name.Text}' above it. Correct the name, or define it first.", name.Line);
            else if (earlier.Find(section, name.Text, name.Line) is not { } found)
                continue;
            else if (!found.IsOpen)
                cross.Add(found);
            else
                section.Problem($": '{name.Text}' cannot be crossed, because its groups are not listed.", name.Line);
        return section.IfSound(new Breakdown(
            section.Key, section.Text("reports", section.Key), columns, cross, Comparisons(section, "compare", section.Key), section.Text("title"),
            section.OneOf("of", BreakdownSubject.People), section.Text("coarser"), section.Flag("main_gap")));
    }

    private static Comparison? Comparison(Section section, string? breakdown)
    {
        string name = breakdown ?? section.Required("breakdown"), against = section.Required("against");
        Statistic statistic = section.OneOf("statistic", Statistic.Gap, "gap or ratio", ("gap", Statistic.Gap), ("ratio", Statistic.Ratio));
        string rest = section.Text("label", "Rest");
        (ComparatorKind kind, string label) = against switch
        {
            "rest" => (ComparatorKind.Rest, rest),
            "previous" => (ComparatorKind.Previous, ""),
            _ => (ComparatorKind.Group, against),
        };
        return section.IfSound(new Comparison(name, section.Words("groups"), kind, label, statistic));
    }
}
