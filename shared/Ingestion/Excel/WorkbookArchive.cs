namespace IncDiv.Ingestion.Excel;

/// <summary>The parts of a workbook (ECMA-376 part 2: a ZIP archive). It is checked before anything is unpacked: too many parts, names that lead outside the
/// file, repeated names, encryption and excessive expansion are refused (E113).</summary>
internal sealed class WorkbookArchive(ZipArchive archive, ExpansionLimit expansion) : IDisposable
{
    private const int MaxEntries = 10_000;
    private const int MaxDirectoryBytes = 2 * 1024 * 1024;
    private const int EndRecordBytes = 22;
    private const int MaxCommentBytes = ushort.MaxValue;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FileFaultException">E113 or E108.</exception>
    public static WorkbookArchive Open(Stream file, IngestionLimits limits)
    {
        CheckStart(file);
        CheckDirectory(file);
        file.Position = 0;
        var opened = new WorkbookArchive(new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true), new ExpansionLimit(file.Length, limits));
        opened.CheckEntries(new ExpansionLimit(file.Length, limits));
        return opened;
    }

    /// <summary>Reads a part as XML in UTF-8, without document types, resolvers or unbounded buffers.</summary>
    /// <exception cref="FileFaultException">The workbook has no such part.</exception>
    public XmlReader OpenPart(string name)
    {
        if (!_parts.TryGetValue(name, out ZipArchiveEntry? entry))
            throw new FileFaultException(FileMessages.DamagedWorkbook);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
            NameTable = new BoundedNames(),
        };
        var part = new PartStream(entry.Open(), entry.Length, entry.Crc32, expansion);
        return XmlReader.Create(new StreamReader(part, StrictUtf8, detectEncodingFromByteOrderMarks: false, bufferSize: 32 * 1024), settings);
    }

    public void Dispose() => archive.Dispose();

    private static void CheckStart(Stream file)
    {
        Span<byte> start = stackalloc byte[4];
        file.Position = 0;
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start is [0xD0, 0xCF, 0x11, 0xE0])
            throw new FileFaultException(FileMessages.OldOrProtected);
        if (length < 4 || start is not [(byte)'P', (byte)'K', 3, 4])
            throw new FileFaultException(FileMessages.NotAWorkbook);
    }

    // ZipArchive loads all entries of the directory, even if the end record states fewer. So the size of the directory is checked first.
    private static void CheckDirectory(Stream file)
    {
        byte[] tail = new byte[(int)Math.Min(file.Length, EndRecordBytes + MaxCommentBytes)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndRecordBytes)
            throw new FileFaultException(FileMessages.DamagedWorkbook);
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        long bytes = file.Length - tail.Length + end - BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (entries > MaxEntries || bytes > MaxDirectoryBytes)
            throw new FileFaultException(FileMessages.TooManyEntries);
        if (bytes < 0)
            throw new FileFaultException(FileMessages.DamagedWorkbook);
    }

    private void CheckEntries(ExpansionLimit stated)
    {
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = entry.FullName.Replace('\\', '/');
            if (name.StartsWith('/') || name.AsSpan().ContainsAny(':', '\0') || name.Split('/').Contains(".."))
                throw new FileFaultException(FileMessages.EntryOutside);
            if (entry.IsEncrypted)
                throw new FileFaultException(FileMessages.EncryptedEntry);
            if (!_parts.TryAdd(name, entry))
                throw new FileFaultException(FileMessages.RepeatedEntry);
            stated.Add(entry.Length);
        }
    }
}
