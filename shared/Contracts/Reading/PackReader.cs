namespace IncDiv.Contracts.Reading;

/// <summary>Reads the definition of a pack; see the comments in <c>Packs/stride-quarterly.yaml</c>.</summary>
internal sealed class PackReader(Section pack, CatalogueNames known)
{
    private const int MaxHeadlines = 8, MaxDays = 366;

    public static void Read(ContractFile file, CatalogueNames known, Known<PackDefinition> packs)
    {
        if (file.Root("pack") is not { } root)
            return;
        string id = root.Required("id");
        Section pack = root.Named($"Pack '{id}'");
        packs.Add(pack, id, new PackReader(pack, known).ReadPack(id));
    }

    private PackDefinition? ReadPack(string id)
    {
        if (!id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            pack.Problem(": the id must consist of lower-case letters, digits and hyphens, because it is part of a path.", pack.LineOf("id"));
        foreach (YamlText feed in pack.Texts("required_feeds"))
            known.Feeds.Find(pack, feed.Text, feed.Line);
        foreach (YamlText breakdown in pack.Texts("leave_out"))
            CheckBreakdown(pack, breakdown.Text, breakdown.Line);
        HeadlineDefinition[] headlines = [.. pack.Items("headlines", "headline").Select(Headline)];
        if (headlines.Length is 0 or > MaxHeadlines)
            pack.Problem($": give 1 to {MaxHeadlines} headlines; more would not be read.", pack.LineOf("headlines"));
        PackObjective[] objectives = [.. pack.Items("objectives", "objective").Select(Objective)];
        string? twice = objectives.SelectMany(o => o.Priorities)
            .SelectMany(p => p.MeasureIds)
            .GroupBy(m => m, StringComparer.Ordinal)
            .FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
            pack.Problem($": measure '{twice}' is under two priorities. Keep one, because the scorecard shows it once.", pack.LineOf("objectives"));
        PackSectionKind[] sections = [.. pack.Texts("sections").Select(SectionKind).OfType<PackSectionKind>()];
        PackFocus? focus = pack.Part("focus", "focus") is { } part ? Focus(part) : null;
        if (focus is not null != sections.Contains(PackSectionKind.Focus))
            pack.Problem(": give both the section 'focus' and the entry 'focus', or neither.");
        return pack.IfSound(new PackDefinition(
            id, pack.Required("title"), pack.Whole("order") ?? 0, pack.OneOf("tier", PackTier.Board), pack.Text("audience", ""), pack.Text("cadence", ""),
            pack.Required("status"), pack.Required("owner"), pack.Required("contact"), Publication(), pack.Words("required_feeds"), pack.Flag("listed_only"),
            pack.Words("leave_out"), sections, headlines, pack.Text("objective_term", "Objective"), objectives, focus, MeasureIds(pack, "places"),
            [.. pack.TextMap("source_notes").Select(n => new SourceNote(n.Key, n.Text))]));
    }

    private PublicationRule Publication()
    {
        if (pack.Part("publication", "publication") is not { } rule)
        {
            pack.Problem(" has no 'publication'. Give the days after the end of the quarter, such as { days_after_quarter_end: 30 }.");
            return new PublicationRule(1, false, []);
        }
        int[] quarters = rule.Has("quarters") ? [.. rule.Numbers("quarters").Select(q => (int)q).Distinct().Order()] : [1, 2, 3, 4];
        if (quarters.Length == 0 || rule.Numbers("quarters").Any(q => q is not (1 or 2 or 3 or 4)))
            rule.Problem(": 'quarters' must list quarters of the year, 1 to 4.", rule.LineOf("quarters"));
        var read = new PublicationRule(rule.RequiredWhole("days_after_quarter_end", 1), rule.Flag("as_soon_as_complete"), quarters);
        if (read.DaysAfterQuarterEnd > MaxDays)
            rule.Problem($": a pack is due at most {MaxDays} days after its quarter.", rule.LineOf("days_after_quarter_end"));
        return rule.Finished(read);
    }

    private HeadlineDefinition Headline(Section headline)
    {
        string id = headline.Required("measure"), group = headline.Text("group", ""), comparator = headline.Text("comparator", "");
        CheckMeasure(headline, id, headline.LineOf("measure"));
        if ((group.Length > 0) != (comparator.Length > 0))
            headline.Problem(": give both 'group' and 'comparator', or neither.");
        var read = new HeadlineDefinition(id, headline.Text("breakdown", Breakdown.All), group, comparator);
        CheckBreakdown(headline, read.Breakdown, headline.LineOf("breakdown"));
        return headline.Finished(read);
    }

    private PackObjective Objective(Section objective) => objective.Finished(new PackObjective(
        objective.Required("title"), [.. objective.Items("charts", "chart").Select(Chart)], [.. objective.Items("priorities", "priority").Select(Priority)]));

    private PackPriority Priority(Section priority) =>
        priority.Finished(new PackPriority(priority.Required("title"), MeasureIds(priority, "measures")));

    private PackChart Chart(Section chart)
    {
        var read = new PackChart(
            chart.OneOf("kind", PackChartKind.Intervals), chart.Required("title"), MeasureIds(chart, "measures"), chart.Text("breakdown", Breakdown.All),
            chart.Text("group", ""), chart.Text("comparator", ""));
        CheckBreakdown(chart, read.Breakdown, chart.LineOf("breakdown"));
        if (read.MeasureIds.Count == 0)
            chart.Problem($": '{read.Title}' needs measures.");
        if (read.Kind == PackChartKind.Dumbbell && (read.Group.Length == 0 || read.Comparator.Length == 0))
            chart.Problem($": '{read.Title}' needs 'group' and 'comparator'.");
        return chart.Finished(read);
    }

    private PackFocus Focus(Section focus)
    {
        foreach (YamlText breakdown in focus.Texts("breakdowns"))
            CheckBreakdown(focus, breakdown.Text, breakdown.Line);
        return focus.Finished(new PackFocus(focus.Required("title"), focus.Words("breakdowns"), focus.Required("group")));
    }

    private PackSectionKind? SectionKind(YamlText written)
    {
        foreach (PackSectionKind kind in Enum.GetValues<PackSectionKind>())
            if (Written.Name(kind) == written.Text)
                return kind;
        pack.Problem($": section '{written.Text}' is not one of {string.Join(", ", Written.Names<PackSectionKind>())}.", written.Line);
        return null;
    }

    private IReadOnlyList<string> MeasureIds(Section section, string property)
    {
        foreach (YamlText id in section.Texts(property))
            CheckMeasure(section, id.Text, id.Line);
        return section.Words(property);
    }

    private void CheckBreakdown(Section section, string breakdown, int line)
    {
        if (!known.IsBreakdown(breakdown))
            section.Problem($": there is no breakdown '{breakdown}'.", line);
    }

    private void CheckMeasure(Section section, string id, int line)
    {
        if (id.Length > 0 && !known.Measures.Names.Any(m => PackDefinition.Covers(id, m)))
            section.Problem($": there is no measure '{id}' in the catalogue.", line);
    }
}
