namespace IncDiv.Packs.Sections;

/// <summary>An objective or pillar: the figures of its priorities in words, then its charts.</summary>
internal static class ObjectiveSection
{
    private const string NotSupplied = "not supplied";

    public static PackSection Create(PackObjective objective, int number, PackContext context)
    {
        string id = $"{context.Input.Definition.ObjectiveTerm.ToLowerInvariant()}-{FigureFormat.Count(number)}";
        return new PackSection(
            id,
            $"{context.Input.Definition.ObjectiveTerm} {FigureFormat.Count(number)}. {objective.Title}",
            [
                .. objective.Priorities.SelectMany((p, i) => Priority($"{id}-priority-{FigureFormat.Count(i + 1)}", p, context)),
                .. objective.Charts.SelectMany((c, i) => ChartGallery.Create($"{id}-chart-{FigureFormat.Count(i + 1)}", c, context)).Select(c => new Figure(c)),
            ]);
    }

    private static IEnumerable<Block> Priority(string id, PackPriority priority, PackContext context)
    {
        IReadOnlyList<Measure> measures = context.Covered(priority.MeasureIds);
        yield return new Heading(id, priority.Title);
        IEnumerable<Measure> known = measures.Where(m => m.Principal() is { Value: not null });
        Fact[] facts = [.. known.Select(m => new Fact($"{m.Id} {m.Name}", string.Join(" ", Headline.Write(m))))];
        if (facts.Length > 0)
            yield return new Definitions(facts);
        string[] absent = [.. measures.Where(m => m.Principal() is { Feed: NotSupplied }).Select(m => $"{m.Id} {m.Name}")];
        if (absent.Length > 0)
            yield return new Paragraph($"[x] {Wording.List(absent)}.", "Named in the strategy and not supplied yet:");
        if (measures.Count == 0)
            yield return new Paragraph("No measure of this priority was computed for the quarter.");
    }
}
