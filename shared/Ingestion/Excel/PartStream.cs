namespace IncDiv.Ingestion.Excel;

/// <summary>A part of a workbook during unpacking. It checks what the XML reader does not: that the part has the stated length and checksum, that it does not
/// expand beyond the limit, and that no tag, text or CDATA section is so long that its buffer would fill the memory.</summary>
internal sealed class PartStream(Stream unpacked, long length, uint checksum, ExpansionLimit expansion) : ReadOnlyStream
{
    private const int MaxBytesWithoutTag = 2 * 1024 * 1024;

    private readonly Crc32 _checksum = new();
    private long _read;
    private int _sinceTag;
    private Markup _markup;

    // How much of "<!-" the last bytes matched.
    private enum Markup
    {
        None,
        Opened,
        Declared,
    }

    public override int Read(Span<byte> buffer)
    {
        int read = unpacked.Read(buffer);
        if (read == 0 && buffer.Length > 0 && (_read != length || _checksum.GetCurrentHashAsUInt32() != checksum))
            throw new FileFaultException(FileMessages.DamagedWorkbook);
        expansion.Add(read);
        _read += read;
        _checksum.Append(buffer[..read]);
        Check(buffer[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }

    // Only comments are allowed among declarations. Document types and CDATA are refused; spreadsheet programs never write them.
    private void Check(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            if (_markup == Markup.Declared && data[0] != '-')
                throw new FileFaultException(FileMessages.DocumentType);
            if (_markup != Markup.None)
            {
                _markup = _markup == Markup.Opened && data[0] == '!' ? Markup.Declared : Markup.None;
                if (_markup == Markup.Declared)
                    data = data[1..];
                continue;
            }
            int tag = data.IndexOf((byte)'<');
            _sinceTag += tag < 0 ? data.Length : tag;
            if (_sinceTag > MaxBytesWithoutTag)
                throw new FileFaultException(FileMessages.DamagedWorkbook);
            if (tag < 0)
                return;
            (_sinceTag, _markup) = (0, Markup.Opened);
            data = data[(tag + 1)..];
        }
    }
}
