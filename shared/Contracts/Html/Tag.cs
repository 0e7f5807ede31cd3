namespace IncDiv.Contracts.Html;

/// <summary>The elements that pages use.</summary>
public static class Tag
{
    public static Element Create(string name, params IEnumerable<Node> children) => new(name, children);

    public static Element P(params IEnumerable<Node> children) => new("p", children);

    public static Element Strong(params IEnumerable<Node> children) => new("strong", children);

    public static Element H3(string text) => new("h3", [text]);

    public static Element Ul(IEnumerable<Node> items) => new("ul", items.Select(i => new Element("li", [i])));

    public static Element Dl(params IEnumerable<(string Term, Node Description)> entries) =>
        new("dl", entries.Select(e => new Element("div", [new Element("dt", [e.Term]), new Element("dd", [e.Description])])));

    public static Element Link(string href, string text) => new Element("a", [text]).With("href", href);

    /// <summary>Several nodes side by side.</summary>
    public static Element Span(params IEnumerable<Node> children) => new("span", children);

    /// <summary>A sign that repeats the words beside it: kept from screen readers.</summary>
    public static Element Sign(string sign) => new Element("span", [sign]).With("class", "sign").With("aria-hidden", "true");
}
