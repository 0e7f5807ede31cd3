using System.Security.Cryptography;
using IncDiv.Reports.Html;

namespace IncDiv.Packs.Html;

/// <summary>The document as one self-contained page: it makes no requests, meets WCAG 2.2 AA, and also works without its script.</summary>
internal static class PackPage
{
    private static readonly Lazy<string> Style = new(() => Resource("pack.css"));

    private static readonly Lazy<string> Script = new(() => Resource("pack.js"));

    // The policy allows only this script, so that a script injected through a label could not run.
    private static readonly Lazy<string> Policy = new(() =>
        "default-src 'none'; style-src 'unsafe-inline'; "
        + $"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script.Value)))}'; "
        + "base-uri 'none'; form-action 'none'");

    public static byte[] Render(PackDocument document, PackInput input)
    {
        Element head = Tag.Create(
            "head",
            Tag.Create("meta").With("charset", "utf-8"),
            Tag.Create("meta").With("http-equiv", "Content-Security-Policy").With("content", Policy.Value),
            Tag.Create("meta").With("name", "viewport").With("content", "width=device-width, initial-scale=1"),
            Tag.Create("meta").With("name", "color-scheme").With("content", "light dark"),
            Tag.Create("title", $"{document.Title}, {document.Period}, edition {FigureFormat.Count(input.Edition)}"),
            Tag.Create("style", Style.Value));
        Element body = Tag.Create(
            "body",
            Tag.Link("#main", "Skip to the content").With("class", "skip"),
            Tag.Create("header", Tag.Create(
                "div",
                Tag.P($"{document.Audience}. Edition {FigureFormat.Count(input.Edition)}").With("class", "kind"),
                Tag.Create("h1", document.Title, Tag.Span(document.Period).With("class", "period"))).With("class", "wrap")),
            Tag.Create(
                "div",
                Tag.Create("nav", Tag.Ul(document.Sections.Select(s => Tag.Link("#" + s.Id, s.Title)))).With("aria-label", "Contents"),
                Tag.Create("main", document.Sections.Select(SectionMarkup.Render)).With("id", "main").With("tabindex", "-1")).With("class", "wrap"),
            Footer(input),
            Tag.Create("script", Script.Value));
        return Encoding.UTF8.GetBytes(Node.Page(Tag.Create("html", head, body).With("lang", "en-GB")));
    }

    private static Element Footer(PackInput input) => Tag.Create(
        "footer",
        Tag.Create(
            "div",
            Tag.P("The same figures are in other files in the folder of this page; manifest.json lists every file with its SHA-256."),
            Tag.P($"Measure catalogue {input.CatalogueVersion}. Program {input.CodeVersion}.").With("class", "note")).With("class", "wrap"));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(PackPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
