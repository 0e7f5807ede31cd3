using System.Text;

namespace IncDiv.Contracts.Html;

/// <summary>An element; its name and the names of its attributes are ours, everything else is encoded.</summary>
public sealed class Element(string name, IEnumerable<Node> children) : Node
{
    // One line an element of these keeps the file readable and its differences small.
    private static readonly string[] Blocks =
        ["html", "head", "body", "header", "nav", "main", "section", "footer", "div", "table", "thead", "tbody", "tr", "ul", "ol", "dl", "svg", "g", "figure"];

    private static readonly string[] Void = ["meta", "br", "wbr", "link"];

    private readonly List<(string Name, string Value)> _attributes = [];
    private readonly List<Node> _children = [.. children];

    /// <summary>Sets an attribute and gives the element back.</summary>
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
