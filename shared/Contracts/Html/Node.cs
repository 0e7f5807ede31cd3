using System.Text;

namespace IncDiv.Contracts.Html;

/// <summary>
/// A piece of the page. A string becomes text and is encoded when it is written: there is no way to put markup in from data. The
/// output is XML as well as HTML, so that a strict parser can check it.
/// </summary>
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
