namespace IncDiv.Contracts.Tests;

public sealed class CoverageReferenceTests
{
    private static readonly string Text = MeasureReference.ToMarkdown(ContractSet.Embedded.Measures, ContractSet.Embedded.Coverage);

    // INCDIV_UPDATE=1 writes the file instead of comparing it.
    [Fact]
    public void The_published_reference_is_that_of_the_catalogue()
    {
        string file = Repository.PathOf("docs/reference/measures.md");
        if (Environment.GetEnvironmentVariable("INCDIV_UPDATE") == "1")
            File.WriteAllText(file, Text);

        Assert.Equal(Text, File.ReadAllText(file));
    }

    [Fact]
    public void It_has_every_measure_with_its_formula_source_and_baselines() => Assert.All(ContractSet.Embedded.Measures.Measures, m =>
    {
        string section = SectionOf(m);
        Assert.Contains($"- Formula: {m.Formula.Replace("<", "\\<", StringComparison.Ordinal)}\n", section, StringComparison.Ordinal);
        Assert.Contains($"- Source: {m.Source}\n", section, StringComparison.Ordinal);
        Assert.All(m.Baselines, b => Assert.Contains($", {b.Date} ({b.Source})\n", section, StringComparison.Ordinal));
        if (m.Kind != MeasureKind.NotSupplied)
            Assert.Contains($"- Breakdowns: {string.Join(", ", m.Breakdowns.Select(b => b.Name))}\n", section, StringComparison.Ordinal);
        Assert.All(m.Targets, t => Assert.Contains($" ({t.Source})\n", section, StringComparison.Ordinal));
        Assert.All(m.Notes, n => Assert.Contains($"- Note: {n}\n", section, StringComparison.Ordinal));
    });

    [Fact]
    public void Its_links_lead_to_its_headings()
    {
        Assert.Contains("[WF-13](#wf-13-voluntary-resignation-rate)", Text, StringComparison.Ordinal);
        Assert.Contains("[WF-01](#wf-01-bme-share-of-officers)", Text, StringComparison.Ordinal);
        Assert.Contains("[VSS-08](#vss-08-young-bme-disabled-and-lgb-victims-satisfied-overall)", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_shows_which_parts_of_the_strategies_are_covered() =>
        Assert.All(
            ContractSet.Embedded.Coverage.SelectMany(s => s.Statements),
            s => Assert.Contains($"| {s.At} | {s.Says} |", Text, StringComparison.Ordinal));

    private static string SectionOf(Measure measure)
    {
        int start = Text.IndexOf($"\n### {measure.Id} {measure.Name}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, measure.Id);
        int end = Text.IndexOf("\n#", start + 5, StringComparison.Ordinal);
        return Text[start..end];
    }
}
