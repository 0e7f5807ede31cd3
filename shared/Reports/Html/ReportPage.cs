using System.Text;

namespace IncDiv.Reports.Html;

/// <summary>A self-contained page in one file: no script and no requests; readable at 320 px, in dark mode and on paper (WCAG 2.2 AA). The output is XML as
/// well as HTML.</summary>
public static class ReportPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private static readonly Lazy<string> Style = new(() =>
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    /// <summary>The page as UTF-8. The same content gives the same bytes.</summary>
    /// <param name="title">Title of the browser window.</param>
    /// <param name="banner">The top of the page, with its <c>h1</c>.</param>
    /// <param name="footer">The origin of the page.</param>
    public static byte[] Render(string title, IEnumerable<Node> banner, IEnumerable<PageSection> sections, IEnumerable<Node> footer)
    {
        Element head = Tag.Create(
            "head",
            Tag.Create("meta").With("charset", "utf-8"),
            Tag.Create("meta").With("http-equiv", "Content-Security-Policy").With("content", Policy),
            Tag.Create("meta").With("name", "viewport").With("content", "width=device-width, initial-scale=1"),
            Tag.Create("meta").With("name", "color-scheme").With("content", "light dark"),
            Tag.Create("title", title),
            Tag.Create("style", Style.Value));
        Element body = Tag.Create(
            "body",
            Tag.Link("#main", "Skip to the content").With("class", "skip"),
            Tag.Create("header", Tag.Create("div", banner).With("class", "wrap")),
            Tag.Create("main", sections.Select(s => s.ToElement())).With("id", "main").With("class", "wrap").With("tabindex", "-1"),
            Tag.Create("footer", Tag.Create("div", footer).With("class", "wrap")));
        return Encoding.UTF8.GetBytes(Node.Page(Tag.Create("html", head, body).With("lang", "en-GB")));
    }
}

/// <summary>A section of the page. Its heading is also in the contents.</summary>
public sealed class PageSection(string id, string heading, params IEnumerable<Node> content)
{
    /// <summary>The section, labelled by its heading.</summary>
    public Element ToElement() => Tag.Create("section", [Tag.Create("h2", heading).With("id", id), .. content]).With("aria-labelledby", id);

    /// <summary>Its entry in the contents.</summary>
    public Element ToLink() => Tag.Link("#" + id, heading);
}
