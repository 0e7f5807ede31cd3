using System.Text;

namespace IncDiv.Reports.Html;

/// <summary>An element. The names of elements and attributes come from code only; everything else is encoded.</summary>
public sealed class Element(string name, IEnumerable<Node> children) : Node
{
    // Each of these elements starts a new line, which keeps the file readable and diffs small.
    private static readonly string[] Blocks =
        ["html", "head", "body", "header", "nav", "main", "section", "footer", "div", "table", "thead", "tbody", "tr", "ul", "ol", "dl", "svg", "g", "figure"];

    private static readonly string[] Void = ["meta", "br", "wbr", "link"];

    private readonly List<(string Name, string Value)> _attributes = [];
    private readonly List<Node> _children = [.. children];

    /// <summary>Sets an attribute and returns the element.</summary>
    public Element With(string attribute, string value)
    {
        _attributes.Add((attribute, value));
        return this;
    }

    internal override void WriteTo(StringBuilder output)
    {
        output.Append('<').Append(name);
        foreach ((string attribute, string value) in _attributes)
        {
            output.Append(' ').Append(attribute).Append("=\"");
            Text.Encode(value, output);
            output.Append('"');
        }
        if (Array.IndexOf(Void, name) >= 0)
        {
            output.Append(" />");
            return;
        }
        output.Append('>');
        bool isBlock = Array.IndexOf(Blocks, name) >= 0;
        foreach (Node child in _children)
        {
            if (isBlock)
                output.Append('\n');
            child.WriteTo(output);
        }
        if (isBlock)
            output.Append('\n');
        output.Append("</").Append(name).Append('>');
    }
}

/// <summary>A piece of the page. A string becomes text and is encoded when it is written, so data cannot add markup. The output is XML as well as HTML, so that
/// a strict parser can check it.</summary>
public abstract class Node
{
    public static implicit operator Node(string text) => new Text(text);

    internal abstract void WriteTo(StringBuilder output);

    /// <summary>The page as UTF-8 text with its document type.</summary>
    public static string Page(Node html)
    {
        var output = new StringBuilder("<!DOCTYPE html>\n");
        html.WriteTo(output);
        return output.Append('\n').ToString();
    }
}

/// <summary>Several nodes in the place of one.</summary>
internal sealed class Sequence(IEnumerable<Node> nodes) : Node
{
    internal override void WriteTo(StringBuilder output)
    {
        foreach (Node node in nodes)
            node.WriteTo(output);
    }
}

/// <summary>Text; it is encoded when it is written.</summary>
internal sealed class Text(string text) : Node
{
    internal override void WriteTo(StringBuilder output) => Encode(text, output);

    /// <summary>Encodes for text and double-quoted attributes. Characters that XML does not allow become U+FFFD.</summary>
    internal static void Encode(string text, StringBuilder output)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => output.Append("&lt;"),
                '>' => output.Append("&gt;"),
                '&' => output.Append("&amp;"),
                '"' => output.Append("&quot;"),
                '\'' => output.Append("&#39;"),
                '\t' or '\n' => output.Append((char)rune.Value),
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => output.Append('\uFFFD'),
                _ => output.Append(rune.ToString()),
            };
        }
    }
}

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

    public static Element Span(params IEnumerable<Node> children) => new("span", children);

    /// <summary>Several nodes in the place of one, without an element around them.</summary>
    public static Node Sequence(params IEnumerable<Node> nodes) => new Sequence(nodes);

    /// <summary>A sign that repeats the adjacent words, so it is hidden from screen readers.</summary>
    public static Element Sign(string sign) => new Element("span", [sign]).With("class", "sign").With("aria-hidden", "true");
}
