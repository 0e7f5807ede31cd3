namespace IncDiv.Packs.Document;

/// <summary>Creates the document of a pack: the sections that its definition lists, in that order.</summary>
internal static class PackComposer
{
    private const int MaxSheetNameLength = 31;

    private static readonly string[] JoiningWords = ["a", "and", "at", "by", "for", "in", "of", "on", "or", "over", "the", "to", "with"];

    private const string ForbiddenInSheetNames = "[]:*?/\\'";

    public static PackDocument Create(PackInput input)
    {
        var context = new PackContext(input);
        List<PackSection> sections = [.. input.Definition.Sections.SelectMany(s => SectionsOf(s, context))];
        int number = 0;
        Table Named(Table table) => table with { Name = SheetName(++number, table.Name) };
        Block WithSheetNames(Block block) => block switch
        {
            Table table => Named(table),
            Figure figure => new Figure(figure.Chart with { Views = [.. figure.Chart.Views.Select(v => v with { Table = Named(v.Table) })] }),
            _ => block,
        };
        return new PackDocument(
            input.Definition.Title, AboutSection.Period(input), input.Definition.Audience, AboutSection.Facts(input),
            [.. sections.Select(s => s with { Blocks = [.. s.Blocks.Select(WithSheetNames)] })]);
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

    // The number makes the name unique, whatever the measures are called. Cuts at the end of a word and drops a final joining word. Cuts inside the first word
    // if it is too long.
    private static string SheetName(int number, string title)
    {
        string name = $"{FigureFormat.Count(number)} {string.Concat(title.Where(c => !ForbiddenInSheetNames.Contains(c)))}";
        if (name.Length <= MaxSheetNameLength)
            return name;
        int end = name.LastIndexOf(' ', MaxSheetNameLength);
        string cut = name[..(end > name.IndexOf(' ', StringComparison.Ordinal) ? end : MaxSheetNameLength)].TrimEnd(' ', ',', ':', ';', '.');
        string last = cut[(cut.LastIndexOf(' ') + 1)..];
        return JoiningWords.Contains(last, StringComparer.Ordinal) ? cut[..^last.Length].TrimEnd(' ', ',') : cut;
    }
}
