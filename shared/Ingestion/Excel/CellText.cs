namespace IncDiv.Ingestion.Excel;

/// <summary>The text of the current cell in UTF-8. It is read in chunks, so that its length can be limited.</summary>
internal sealed class CellText(IngestionLimits limits)
{
    private readonly char[] _chunk = new char[4096];
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Adds the text of the current element and moves to its end.</summary>
    /// <param name="row">The row that the message names if the text is too long.</param>
    public void AddElement(XmlReader xml, long? row)
    {
        if (xml.IsEmptyElement)
            return;
        int depth = xml.Depth;
        while (PartXml.NextBelow(xml, depth))
            if (xml.Depth == depth + 1 && xml.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                AddNode(xml, row);
    }

    /// <summary>Adds the runs of the current rich text, without its phonetic guides, and moves to its end (ECMA-376 part 1, 18.4.8).</summary>
    public void AddRuns(XmlReader xml, long? row)
    {
        if (xml.IsEmptyElement)
            return;
        int depth = xml.Depth, guide = 0;
        while (PartXml.NextBelow(xml, depth))
        {
            if (guide > 0 && xml.Depth <= guide)
                guide = 0;
            if (xml.NodeType != XmlNodeType.Element || guide > 0)
                continue;
            if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
                guide = xml.Depth;
            else if (xml.LocalName == "t")
                AddElement(xml, row);
        }
        Unescape();
    }

    private void AddNode(XmlReader xml, long? row)
    {
        int read;
        while ((read = xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
        {
            int maxBytes = Encoding.UTF8.GetMaxByteCount(read);
            if (_bytes.Length < _length + maxBytes)
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + maxBytes));
            _length += _encoder.GetBytes(_chunk.AsSpan(0, read), _bytes.AsSpan(_length), flush: false);
            if (_length > limits.RowBytes)
                throw new FileFaultException(new Issue("E108", row, null, FileMessages.RowTooLong(limits)));
        }
    }

    /// <summary>Decodes the escapes of spreadsheets: <c>_x000D_</c> for a character that XML does not allow, and <c>_x005F_</c> for a literal
    /// underscore.</summary>
    public void Unescape()
    {
        int from = Bytes.IndexOf("_x"u8);
        if (from < 0)
            return;
        int to = from;
        while (from < _length)
        {
            if (IsEscape(_bytes.AsSpan(from, _length - from), out Rune character))
            {
                to += character.EncodeToUtf8(_bytes.AsSpan(to));
                from += 7;
            }
            else
            {
                _bytes[to++] = _bytes[from++];
            }
        }
        _length = to;
    }

    private static bool IsEscape(ReadOnlySpan<byte> text, out Rune character)
    {
        character = default;
        return text.Length >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_'
            && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code)
            && code != 0 && Rune.TryCreate(code, out character);
    }
}
