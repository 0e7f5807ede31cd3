namespace IncDiv.Packs.Html;

/// <summary>The document as one self-contained page: it makes no requests, meets WCAG 2.2 AA, and also works without its script.</summary>
internal static class PackPage
{
    private static readonly string Style = PageFrame.Embedded(typeof(PackPage), "pack.css");

    private static readonly string Script = PageFrame.Embedded(typeof(PackPage), "pack.js");

    // The policy allows only this script, so that a script injected through a label could not run.
    private static readonly string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; "
        + $"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)))}'; base-uri 'none'; form-action 'none'";

    public static byte[] Render(PackDocument document, PackInput input) => PageFrame.Render(
        $"{document.Title}, {document.Period}, edition {FigureFormat.Count(input.Edition)}",
        Policy,
        Style,
        [
            Tag.P($"{document.Audience}. Edition {FigureFormat.Count(input.Edition)}").With("class", "kind"),
            Tag.Create("h1", document.Title, Tag.Span(document.Period).With("class", "period")),
        ],
        Tag.Create(
            "div",
            Tag.Create("nav", Tag.Ul(document.Sections.Select(s => Tag.Link("#" + s.Id, s.Title)))).With("aria-label", "Contents"),
            Tag.Create("main", document.Sections.Select(SectionMarkup.Render)).With("id", "main").With("tabindex", "-1")).With("class", "wrap"),
        [
            Tag.P("The same figures are in other files in the folder of this page; manifest.json lists every file with its SHA-256."),
            Tag.P($"Measure catalogue {input.CatalogueVersion}. Program {input.CodeVersion}.").With("class", "note"),
        ],
        Tag.Create("script", Script));
}
