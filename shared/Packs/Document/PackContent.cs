namespace IncDiv.Packs.Document;

/// <summary>Writes the document of a pack: the sections that its definition lists, in that order.</summary>
internal static class PackContent
{
    private const int MaxSheetNameLength = 31;

    private static readonly string[] Joining = ["a", "and", "at", "by", "for", "in", "of", "on", "or", "over", "the", "to", "with"];

    private static readonly System.Buffers.SearchValues<char> ForbiddenInSheetNames = System.Buffers.SearchValues.Create("[]:*?/\\'");

    public static PackDocument Create(PackInput input)
    {
        var material = new PackContext(input);
        List<PackSection> sections = [.. input.Definition.Sections.SelectMany(s => SectionsOf(s, material))];
        int number = 0;
        return new PackDocument(
            input.Definition.Title, AboutSection.Period(input), input.Definition.Audience, AboutSection.Facts(input),
            [.. sections.Select(s => s with { Blocks = [.. s.Blocks.Select(b => Named(b, ref number))] })]);
    }

    private static IEnumerable<PackSection> SectionsOf(PackSectionKind kind, PackContext material) => kind switch
    {
        PackSectionKind.About => [AboutSection.Create(material.Input)],
        PackSectionKind.Headlines => [HeadlineSection.Create(material)],
        PackSectionKind.Scorecard => [ScorecardSection.Create(material)],
        PackSectionKind.Objectives => material.Input.Definition.Objectives.Select((o, i) => ObjectiveSection.Create(o, i + 1, material)),
        PackSectionKind.Focus => [FocusSection.Create(material.Input.Definition.Focus!, material)],
        PackSectionKind.Trajectory => [TrajectorySection.Create(material)],
        PackSectionKind.Actions => [ActionSection.Create(material.Input)],
        PackSectionKind.Characteristics => [CharacteristicSection.Create(material)],
        PackSectionKind.Places => [PlaceSection.Create(material)],
        PackSectionKind.Baselines => [BaselineSection.Create(material)],
        PackSectionKind.Quality => [QualitySection.Create(material.Input)],
        PackSectionKind.Methods => [MethodSection.Methods(material.Input)],
        PackSectionKind.Symbols => [MethodSection.SymbolList()],
        PackSectionKind.SourceNotes => [NoteSection.SourceNotes(material.Input)],
        PackSectionKind.Revisions => [NoteSection.Revisions(material.Input)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A new section needs its writer here."),
    };

    // The number makes the name of a sheet unique, whatever the names of measures are.
    private static Block Named(Block block, ref int number)
    {
        if (block is Table table)
            return Named(table, ref number);
        if (block is not Figure figure)
            return block;
        List<Charts.ChartView> views = [];
        foreach (Charts.ChartView view in figure.Chart.Views)
            views.Add(view with { Table = Named(view.Table, ref number) });
        return new Figure(figure.Chart with { Views = views });
    }

    private static Table Named(Table table, ref int number)
    {
        string name = $"{FigureFormat.Count(++number)} {string.Concat(table.Name.Where(c => !ForbiddenInSheetNames.Contains(c)))}";
        return table with { Name = Cut(name) };
    }

    // At a word's end, and not at a word that only joins others; in the middle where the first word is longer than a name may be.
    private static string Cut(string name)
    {
        if (name.Length <= MaxSheetNameLength)
            return name;
        int end = name.LastIndexOf(' ', MaxSheetNameLength);
        string cut = name[..(end > name.IndexOf(' ', StringComparison.Ordinal) ? end : MaxSheetNameLength)].TrimEnd(' ', ',', ':', ';', '.');
        string last = cut[(cut.LastIndexOf(' ') + 1)..];
        return Joining.Contains(last, StringComparer.Ordinal) ? cut[..^last.Length].TrimEnd(' ', ',') : cut;
    }
}
