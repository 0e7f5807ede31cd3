using System.Buffers.Binary;
using System.IO.Compression;

namespace IncDiv.Ingestion.Excel;

/// <summary>The parts of a workbook (ECMA-376 part 2: a ZIP archive). It is checked before anything is unpacked: too many parts, names that lead outside the
/// file, repeated names, encryption and excessive expansion are refused (E113).</summary>
internal sealed class WorkbookArchive : IDisposable
{
    private const int MaxEntries = 10_000;
    private const int MaxDirectoryBytes = 2 * 1024 * 1024;
    private const int EndRecordBytes = 22;
    private const int MaxCommentBytes = ushort.MaxValue;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ZipArchive _archive;
    private readonly ExpansionLimit _expansion;

    private WorkbookArchive(ZipArchive archive, ExpansionLimit expansion)
    {
        _archive = archive;
        _expansion = expansion;
    }

    /// <exception cref="FileFaultException">E113 or E108.</exception>
    public static WorkbookArchive Open(Stream file, IngestionLimits limits)
    {
        CheckStart(file);
        CheckDirectory(file);
        file.Position = 0;
        var archive = new WorkbookArchive(new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true), new ExpansionLimit(file.Length, limits));
        archive.CheckEntries(new ExpansionLimit(file.Length, limits));
        return archive;
    }

    /// <summary>Reads a part as XML in UTF-8, without document types, resolvers or unbounded buffers.</summary>
    /// <exception cref="FileFaultException">The workbook has no such part.</exception>
    public XmlReader OpenPart(string name)
    {
        if (!_parts.TryGetValue(name, out ZipArchiveEntry? entry))
            throw new FileFaultException(PackedMessages.DamagedWorkbook);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
            NameTable = new BoundedNames(),
        };
        var part = new PartStream(entry.Open(), entry.Length, entry.Crc32, _expansion);
        return XmlReader.Create(new StreamReader(part, StrictUtf8, detectEncodingFromByteOrderMarks: false, bufferSize: 32 * 1024), settings);
    }

    public void Dispose() => _archive.Dispose();

    private static void CheckStart(Stream file)
    {
        Span<byte> start = stackalloc byte[4];
        file.Position = 0;
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start is [0xD0, 0xCF, 0x11, 0xE0])
            throw new FileFaultException(PackedMessages.OldOrProtected);
        if (length < 4 || start is not [(byte)'P', (byte)'K', 3, 4])
            throw new FileFaultException(PackedMessages.NotAWorkbook);
    }

    // ZipArchive loads all entries of the directory, even if the end record states fewer. So the size of the directory is checked first.
    private static void CheckDirectory(Stream file)
    {
        byte[] tail = new byte[(int)Math.Min(file.Length, EndRecordBytes + MaxCommentBytes)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndRecordBytes)
            throw new FileFaultException(PackedMessages.DamagedWorkbook);
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        long bytes = file.Length - tail.Length + end - BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (entries > MaxEntries || bytes > MaxDirectoryBytes)
            throw new FileFaultException(PackedMessages.TooManyEntries);
        if (bytes < 0)
            throw new FileFaultException(PackedMessages.DamagedWorkbook);
    }

    private void CheckEntries(ExpansionLimit stated)
    {
        foreach (ZipArchiveEntry entry in _archive.Entries)
        {
            string name = entry.FullName.Replace('\\', '/');
            if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal)
                || name.Split('/').Contains(".."))
            {
                throw new FileFaultException(PackedMessages.EntryOutside);
            }
            if (entry.IsEncrypted)
                throw new FileFaultException(PackedMessages.EncryptedEntry);
            if (!_parts.TryAdd(name, entry))
                throw new FileFaultException(PackedMessages.RepeatedEntry);
            stated.Add(entry.Length);
        }
    }
}
