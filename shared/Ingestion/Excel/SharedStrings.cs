namespace IncDiv.Ingestion.Excel;

/// <summary>The texts that cells refer to by number (ECMA-376 part 1, 18.4), in UTF-8. They are held in memory, so their size is limited (E108). Other text of
/// a sheet is not held in memory.</summary>
internal sealed class SharedStrings
{
    private const int BlockBytes = 1024 * 1024;

    private readonly List<byte[]> _blocks = [];
    private readonly List<(int Block, int Start, int Length)> _texts = [];
    private int _used;

    public int Count => _texts.Count;

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            (int block, int start, int length) = _texts[index];
            return _blocks[block].AsSpan(start, length);
        }
    }

    /// <param name="part">Null where the workbook has no shared texts.</param>
    public static SharedStrings Read(WorkbookArchive archive, string? part, IngestionLimits limits, CancellationToken cancellationToken)
    {
        var strings = new SharedStrings();
        if (part is null)
            return strings;
        var text = new CellText(limits);
        long bytes = 0;
        using XmlReader xml = archive.OpenPart(part);
        while (PartXml.Next(xml))
        {
            if (!PartXml.IsAt(xml, 1, "si"))
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            text.Clear();
            text.AddRuns(xml, null);
            strings.Add(text.Bytes);
            bytes += text.Bytes.Length + 12;
            if (bytes > limits.SharedTextBytes)
                throw new FileFaultException(new Issue("E108", null, null, PackedMessages.TooMuchSharedText(limits)));
        }
        return strings;
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        if (_blocks.Count == 0 || _blocks[^1].Length - _used < text.Length)
        {
            _blocks.Add(new byte[Math.Max(BlockBytes, text.Length)]);
            _used = 0;
        }
        text.CopyTo(_blocks[^1].AsSpan(_used));
        _texts.Add((_blocks.Count - 1, _used, text.Length));
        _used += text.Length;
    }
}
