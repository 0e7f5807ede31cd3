namespace IncDiv.Ingestion.Excel;

/// <summary>The texts that cells refer to by number (ECMA-376 part 1, 18.4), in UTF-8. They are held in memory, so their size is limited (E108). Other text of
/// a sheet is not held in memory.</summary>
internal sealed class SharedStrings
{
    private const int BlockBytes = 1024 * 1024;

    private readonly List<ReadOnlyMemory<byte>> _texts = [];
    private Memory<byte> _free;

    public int Count => _texts.Count;

    public ReadOnlySpan<byte> this[int index] => _texts[index].Span;

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
                throw new FileFaultException(new Issue("E108", null, null, FileMessages.TooMuchSharedText(limits)));
        }
        return strings;
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        if (_free.Length < text.Length)
            _free = new byte[Math.Max(BlockBytes, text.Length)];
        text.CopyTo(_free.Span);
        _texts.Add(_free[..text.Length]);
        _free = _free[text.Length..];
    }
}
