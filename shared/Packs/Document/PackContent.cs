namespace IncDiv.Packs.Document;

/// <summary>Creates the document of a pack: the sections that its definition lists, in that order.</summary>
internal static class PackContent
{
    private const int MaxSheetNameLength = 31;

    private static readonly string[] JoiningWords = ["a", "and", "at", "by", "for", "in", "of", "on", "or", "over", "the", "to", "with"];

    private static readonly System.Buffers.SearchValues<char> ForbiddenInSheetNames = System.Buffers.SearchValues.Create("[]:*?/\\'");

    public static PackDocument Create(PackInput input)
    {
        var context = new PackContext(input);
        List<PackSection> sections = [.. input.Definition.Sections.SelectMany(s => SectionsOf(s, context))];
        int number = 0;
        return new PackDocument(
            input.Definition.Title, AboutSection.Period(input), input.Definition.Audience, AboutSection.Facts(input),
            [.. sections.Select(s => s with { Blocks = [.. s.Blocks.Select(b => WithSheetNames(b, ref number))] })]);
    }

    private static IEnumerable<PackSection> SectionsOf(PackSectionKind kind, PackContext context) => kind switch
    {
        PackSectionKind.About => [AboutSection.Create(context.Input)],
        PackSectionKind.Headlines => [HeadlineSection.Create(context)],
        PackSectionKind.Scorecard => [ScorecardSection.Create(context)],
        PackSectionKind.Objectives => context.Input.Definition.Objectives.Select((o, i) => ObjectiveSection.Create(o, i + 1, context)),
        PackSectionKind.Focus => [FocusSection.Create(context.Input.Definition.Focus!, context)],
        PackSectionKind.Trajectory => [TrajectorySection.Create(context)],
        PackSectionKind.Actions => [ActionSection.Create(context.Input)],
        PackSectionKind.Characteristics => [CharacteristicSection.Create(context)],
        PackSectionKind.Places => [PlaceSection.Create(context)],
        PackSectionKind.Baselines => [BaselineSection.Create(context)],
        PackSectionKind.Quality => [QualitySection.Create(context.Input)],
        PackSectionKind.Methods => [MethodSection.Methods(context.Input)],
        PackSectionKind.Symbols => [MethodSection.SymbolList()],
        PackSectionKind.SourceNotes => [NoteSection.SourceNotes(context.Input)],
        PackSectionKind.Revisions => [NoteSection.Revisions(context.Input)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Add the code that creates this section here."),
    };

    // The number makes the sheet name unique, whatever the measures are called.
    private static Block WithSheetNames(Block block, ref int number)
    {
        if (block is Table table)
            return WithSheetNames(table, ref number);
        if (block is not Figure figure)
            return block;
        List<Charts.ChartView> views = [];
        foreach (Charts.ChartView view in figure.Chart.Views)
            views.Add(view with { Table = WithSheetNames(view.Table, ref number) });
        return new Figure(figure.Chart with { Views = views });
    }

    private static Table WithSheetNames(Table table, ref int number)
    {
        string name = $"{FigureFormat.Count(++number)} {string.Concat(table.Name.Where(c => !ForbiddenInSheetNames.Contains(c)))}";
        return table with { Name = ShortenSheetName(name) };
    }

    // Cuts at the end of a word and drops a final joining word. Cuts inside the first word if it is too long.
    private static string ShortenSheetName(string name)
    {
        if (name.Length <= MaxSheetNameLength)
            return name;
        int end = name.LastIndexOf(' ', MaxSheetNameLength);
        string cut = name[..(end > name.IndexOf(' ', StringComparison.Ordinal) ? end : MaxSheetNameLength)].TrimEnd(' ', ',', ':', ';', '.');
        string last = cut[(cut.LastIndexOf(' ') + 1)..];
        return JoiningWords.Contains(last, StringComparer.Ordinal) ? cut[..^last.Length].TrimEnd(' ', ',') : cut;
    }
}
