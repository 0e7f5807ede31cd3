using IncDiv.Contracts.Html;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>The one self-contained page: no script, no request, WCAG 2.2 AA.</summary>
internal static class PackPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    public static string Render(PackInput input)
    {
        IReadOnlyList<Measure> measures = Measure.AllOf(input.Rows);
        PageSection[] sections =
        [
            CoverSection.Facts(input),
            HeadlineSection.Render(input, measures),
            ScorecardSection.Render(input, measures),
            .. input.Definition.Objectives.Select((o, i) => ObjectiveSection.Render(o, i + 1, measures)),
            CharacteristicSection.Render(measures),
            PlaceSection.Render(input, measures),
            BaselineSection.Render(input, measures),
            QualitySection.Render(input),
            MethodSection.Methods(input),
            MethodSection.SymbolList(),
            NoteSection.SourceNotes(input),
            NoteSection.Revisions(input),
        ];
        return Node.Page(Tag.Of("html", Head(input), Body(input, sections)).With("lang", "en-GB"));
    }

    private static Element Head(PackInput input) => Tag.Of(
        "head",
        Tag.Of("meta").With("charset", "utf-8"),
        Tag.Of("meta").With("http-equiv", "Content-Security-Policy").With("content", Policy),
        Tag.Of("meta").With("name", "viewport").With("content", "width=device-width, initial-scale=1"),
        Tag.Of("title", $"{input.Definition.Title}, {CoverSection.Period(input)}, edition {FigureFormat.Count(input.Edition)}"),
        Tag.Of("style", Style.Value));

    private static Element Body(PackInput input, IReadOnlyList<PageSection> sections) => Tag.Of(
        "body",
        Tag.Link("#main", "Skip to the content").With("class", "skip"),
        CoverSection.Banner(input),
        Tag.Of(
            "div",
            Tag.Of("nav", Tag.Ul(sections.Select(s => s.ToLink()))).With("aria-label", "Contents"),
            Tag.Of("main", sections.Select(s => s.ToElement())).With("id", "main").With("tabindex", "-1")).With("class", "wrap"),
        NoteSection.Footer(input));

    private static readonly Lazy<string> Style = new(() =>
    {
        using var reader = new StreamReader(typeof(PackPage).Assembly.GetManifestResourceStream("pack.css")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });
}
