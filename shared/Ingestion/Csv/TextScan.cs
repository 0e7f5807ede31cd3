using System.Text.Unicode;

namespace IncDiv.Ingestion.Csv;

/// <summary>Determines the encoding of a file in one pass before its rows are read: UTF-8, Windows-1252 if the bytes cannot be UTF-8 (W103), or not text
/// (E106). A file with valid UTF-8 characters followed by an invalid sequence is damaged, not Windows-1252.</summary>
internal sealed class TextScan
{
    private const int ChunkBytes = 1024 * 1024;

    private static readonly SearchValues<byte> UndefinedInWindows1252 = SearchValues.Create(0x81, 0x8D, 0x8F, 0x90, 0x9D);

    private long _line = 1;
    private bool _isUtf8Certain;

    public bool IsWindows1252 { get; private set; }

    /// <summary>Length of the byte order mark in bytes.</summary>
    public int Start { get; private set; }

    /// <summary>Why the file is not text, or null.</summary>
    public Issue? Fault { get; private set; }

    public static async Task<TextScan> RunAsync(Stream file, CancellationToken cancellationToken)
    {
        var scan = new TextScan();
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            file.Position = 0;
            int carried = 0;
            bool first = true, last = false;
            while (!last && scan.Fault is null)
            {
                int read = await file.ReadAtLeastAsync(chunk.AsMemory(carried), chunk.Length - carried, throwOnEndOfStream: false, cancellationToken);
                last = carried + read < chunk.Length;
                Memory<byte> data = chunk.AsMemory(0, carried + read);
                if (first)
                    scan.ExamineStart(data.Span);
                first = false;
                carried = scan.Fault is null ? scan.Examine(data.Span, last) : 0;
                data[^carried..].CopyTo(chunk);
            }
            return scan;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }
    }

    /// <summary>The file's text as UTF-8 without byte order mark; the file itself stays open.</summary>
    public Stream Open(Stream file)
    {
        file.Position = Start;
        return IsWindows1252
            ? Encoding.CreateTranscodingStream(file, CodePagesEncodingProvider.Instance.GetEncoding(1252)!, Encoding.UTF8, leaveOpen: true)
            : file;
    }

    private void ExamineStart(ReadOnlySpan<byte> data)
    {
        if (data is [0xEF, 0xBB, 0xBF, ..])
            (Start, _isUtf8Certain) = (3, true);
        else if (data is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            Fail("The file is written in UTF-16. Save it as 'CSV UTF-8' and drop it again.");
        else if (data is [(byte)'P', (byte)'K', 3, 4, ..] or [0x1F, 0x8B, ..])
            Fail("The file is a workbook or an archive, not CSV text. Save it as 'CSV UTF-8' and drop it again.");
    }

    // Returns the number of bytes at the end that belong to a character in the next chunk.
    private int Examine(ReadOnlySpan<byte> data, bool last)
    {
        int zero = data.IndexOf((byte)0);
        int carried = last || IsWindows1252 ? 0 : IncompleteTail(data);
        if (zero >= 0)
            Fail("The file holds zero bytes, so it is not text. Export it as CSV UTF-8 and drop it again.", data[..zero]);
        else if (!IsWindows1252 && Utf8.IsValid(data[..^carried]))
            _isUtf8Certain |= !Ascii.IsValid(data[..^carried]);
        else if (!IsWindows1252)
            ExamineInvalidUtf8(data[..^carried]);
        if (Fault is null && IsWindows1252)
        {
            carried = 0;
            int undefined = data.IndexOfAny(UndefinedInWindows1252);
            if (undefined >= 0)
                Fail("The text is neither UTF-8 nor Windows-1252. Export the file as CSV UTF-8 and drop it again.", data[..undefined]);
        }
        _line += data[..^carried].Count((byte)'\n');
        return carried;
    }

    private void ExamineInvalidUtf8(ReadOnlySpan<byte> data)
    {
        int at = 0;
        OperationStatus status;
        while ((status = Rune.DecodeFromUtf8(data[at..], out _, out int length)) == OperationStatus.Done)
            at += length;
        if (status == OperationStatus.NeedMoreData)
            Fail("The file ends in the middle of a character: it was truncated in transfer. Export the file again and drop it again.", data[..at]);
        else if (_isUtf8Certain || !Ascii.IsValid(data[..at]))
        {
            const string Mixed = "The text is UTF-8 up to this line, where a byte sequence is not: the file is damaged or mixes two encodings. ";
            Fail(Mixed + "Export it as CSV UTF-8 and drop it again.", data[..at]);
        }
        else
        {
            IsWindows1252 = true;
        }
    }

    private void Fail(string message, ReadOnlySpan<byte> before = default) => Fault = new Issue("E106", _line + before.Count((byte)'\n'), null, message);

    private static int IncompleteTail(ReadOnlySpan<byte> data)
    {
        for (int back = 1; back <= Math.Min(3, data.Length); back++)
        {
            byte b = data[^back];
            if (b >= 0xC0)
                return back < (b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2) ? back : 0;
            if (b < 0x80)
                return 0;
        }
        return 0;
    }
}
