using IncDiv.Contracts.PackDefinitions;
using IncDiv.Packs.Figures;
using IncDiv.Packs.Sections;

namespace IncDiv.Packs.Document;

/// <summary>Writes the document of a pack: the sections that its definition lists, in that order.</summary>
internal static class PackContent
{
    private const int LongestSheetName = 31;

    private static readonly string[] Joining = ["a", "and", "at", "by", "for", "in", "of", "on", "or", "over", "the", "to", "with"];

    private static readonly System.Buffers.SearchValues<char> NotInSheetNames = System.Buffers.SearchValues.Create("[]:*?/\\'");

    public static PackDocument Of(PackInput input)
    {
        var material = new Material(input);
        List<PackSection> sections = [.. input.Definition.Sections.SelectMany(s => SectionsOf(s, material))];
        int number = 0;
        return new PackDocument(
            input.Definition.Title, AboutSection.Period(input), input.Definition.Audience, AboutSection.Facts(input),
            [.. sections.Select(s => s with { Blocks = [.. s.Blocks.Select(b => Named(b, ref number))] })]);
    }

    private static IEnumerable<PackSection> SectionsOf(PackSectionKind kind, Material material) => kind switch
    {
        PackSectionKind.About => [AboutSection.Of(material.Input)],
        PackSectionKind.Headlines => [HeadlineSection.Of(material)],
        PackSectionKind.Scorecard => [ScorecardSection.Of(material)],
        PackSectionKind.Objectives => material.Input.Definition.Objectives.Select((o, i) => ObjectiveSection.Of(o, i + 1, material)),
        PackSectionKind.Focus => [FocusSection.Of(material.Input.Definition.Focus!, material)],
        PackSectionKind.Trajectory => [TrajectorySection.Of(material)],
        PackSectionKind.Actions => [ActionSection.Of(material.Input)],
        PackSectionKind.Characteristics => [CharacteristicSection.Of(material)],
        PackSectionKind.Places => [PlaceSection.Of(material)],
        PackSectionKind.Baselines => [BaselineSection.Of(material)],
        PackSectionKind.Quality => [QualitySection.Of(material.Input)],
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
        string name = $"{FigureFormat.Count(++number)} {string.Concat(table.Name.Where(c => !NotInSheetNames.Contains(c)))}";
        return table with { Name = Cut(name) };
    }

    // At a word's end, and not at a word that only joins others; in the middle where the first word is longer than a name may be.
    private static string Cut(string name)
    {
        if (name.Length <= LongestSheetName)
            return name;
        int end = name.LastIndexOf(' ', LongestSheetName);
        string cut = name[..(end > name.IndexOf(' ', StringComparison.Ordinal) ? end : LongestSheetName)].TrimEnd(' ', ',', ':', ';', '.');
        string last = cut[(cut.LastIndexOf(' ') + 1)..];
        return Joining.Contains(last, StringComparer.Ordinal) ? cut[..^last.Length].TrimEnd(' ', ',') : cut;
    }
}
