using System.Text;

namespace IncDiv.Reports.Html;

/// <summary>A self-contained page in one file: no script and no requests; readable at 320 px, in dark mode and on paper (WCAG 2.2 AA). The output is XML as
/// well as HTML.</summary>
public static class ReportPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private static readonly string Style = PageFrame.Embedded(typeof(ReportPage), "report.css");

    /// <summary>The page as UTF-8. The same content gives the same bytes.</summary>
    /// <param name="title">Title of the browser window.</param>
    /// <param name="footer">Paragraphs on the origin of the page.</param>
    public static byte[] Render(string title, PageBanner banner, IEnumerable<PageSection> sections, params IEnumerable<string> footer) => PageFrame.Render(
        title, Policy, Style, banner.ToNodes(),
        Tag.Create("main", sections.Select(s => s.ToElement())).With("id", "main").With("class", "wrap").With("tabindex", "-1"),
        footer.Select(t => Tag.P(t)));
}

/// <summary>The top of a page.</summary>
/// <param name="Kind">What the page is, above its heading.</param>
/// <param name="Sign">Repeats the heading; empty for none.</param>
public sealed record PageBanner(string Kind, string Heading, string Summary, string Sign = "")
{
    internal IEnumerable<Node> ToNodes() =>
    [
        Tag.P(Kind).With("class", "kind"),
        Tag.Create("h1", Sign.Length > 0 ? [Tag.Sign(Sign), Heading] : [Heading]),
        Tag.P(Summary),
    ];
}

/// <summary>A section of the page, labelled by its heading.</summary>
public sealed class PageSection(string id, string heading, params IEnumerable<Node> content)
{
    public Element ToElement() => Tag.Create("section", [Tag.Create("h2", heading).With("id", id), .. content]).With("aria-labelledby", id);
}

/// <summary>What all pages have around their content.</summary>
public static class PageFrame
{
    /// <summary>The page as UTF-8.</summary>
    /// <param name="policy">What the page may load and run.</param>
    /// <param name="banner">The top of the page, with its <c>h1</c>.</param>
    /// <param name="content">Holds the element <c>main</c>, with that id.</param>
    /// <param name="end">What follows the footer.</param>
    public static byte[] Render(
        string title, string policy, string style, IEnumerable<Node> banner, Element content, IEnumerable<Node> footer, params IEnumerable<Node> end)
    {
        Element head = Tag.Create(
            "head",
            Tag.Create("meta").With("charset", "utf-8"),
            Tag.Create("meta").With("http-equiv", "Content-Security-Policy").With("content", policy),
            Tag.Create("meta").With("name", "viewport").With("content", "width=device-width, initial-scale=1"),
            Tag.Create("meta").With("name", "color-scheme").With("content", "light dark"),
            Tag.Create("title", title),
            Tag.Create("style", style));
        Element body = Tag.Create(
            "body",
            [
                Tag.Link("#main", "Skip to the content").With("class", "skip"),
                Tag.Create("header", Tag.Create("div", banner).With("class", "wrap")),
                content,
                Tag.Create("footer", Tag.Create("div", footer).With("class", "wrap")),
                .. end,
            ]);
        return Encoding.UTF8.GetBytes(Node.Page(Tag.Create("html", head, body).With("lang", "en-GB")));
    }

    /// <summary>The text of a file that the build put into the assembly of a type.</summary>
    public static string Embedded(Type type, string name)
    {
        using var reader = new StreamReader(type.Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
