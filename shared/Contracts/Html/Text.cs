using System.Text;

namespace IncDiv.Contracts.Html;

/// <summary>Text; it is encoded when it is written.</summary>
internal sealed class Text(string text) : Node
{
    internal override void WriteTo(StringBuilder output) => Encode(text, output);

    /// <summary>Encodes for text and for double-quoted attributes; what XML cannot carry becomes U+FFFD.</summary>
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
