using System.IO.Compression;
using System.Xml.Linq;

namespace IncDiv.Packs.Pdf;

/// <summary>The objects of a PDF file (ISO 32000-1 section 7.5): plain objects are packed into object streams, and a cross-reference stream locates
/// them.</summary>
internal sealed class PdfObjects
{
    private const int InOneStream = 200;

    private readonly List<(string? Plain, byte[]? Stream)> _objects = [];

    /// <summary>Reserves the number of an object whose content is set later.</summary>
    /// <returns>Its number.</returns>
    public int Reserve()
    {
        _objects.Add((null, null));
        return _objects.Count;
    }

    public int Add(string plain)
    {
        int id = Reserve();
        Set(id, plain);
        return id;
    }

    public void Set(int id, string plain) => _objects[id - 1] = (plain, null);

    /// <param name="entries">Entries of its dictionary, apart from length and filter.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> content, bool isCompressed = true)
    {
        int id = Reserve();
        byte[] stored = isCompressed ? Deflate(content) : content.ToArray();
        string filter = isCompressed ? "/Filter/FlateDecode" : "";
        _objects[id - 1] = (null, [.. Ascii(Text($"<<{entries}{filter}/Length {stored.Length}>>\nstream\n")), .. stored, .. "\nendstream"u8]);
        return id;
    }

    /// <summary>The file. Its id is a hash of its content, so that the same content gives the same bytes.</summary>
    public byte[] ToBytes(int catalog, int info)
    {
        int plainCount = _objects.Count;
        var places = new Dictionary<int, (int Container, int Index)>();
        int[] plain = [.. Enumerable.Range(1, plainCount).Where(id => _objects[id - 1].Plain is not null)];
        foreach (int[] chunk in plain.Chunk(InOneStream))
        {
            var heads = new StringBuilder();
            var bodies = new StringBuilder();
            int container = _objects.Count + 1;
            for (int i = 0; i < chunk.Length; i++)
            {
                heads.Append(CultureInfo.InvariantCulture, $"{chunk[i]} {bodies.Length} ");
                bodies.Append(_objects[chunk[i] - 1].Plain).Append('\n');
                places.Add(chunk[i], (container, i));
            }
            AddStream(Text($"/Type/ObjStm/N {chunk.Length}/First {heads.Length}"), Ascii(heads.Append(bodies).ToString()));
        }
        using var file = new MemoryStream();
        // The second line shows transfer programs that this is not text.
        file.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var offsets = new Dictionary<int, long>();
        for (int id = 1; id <= _objects.Count; id++)
        {
            if (_objects[id - 1].Stream is not { } stream)
                continue;
            offsets.Add(id, file.Length);
            file.Write(Ascii(Text($"{id} 0 obj\n")));
            file.Write(stream);
            file.Write("\nendobj\n"u8);
        }
        string hash = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)))[..32];
        int table = _objects.Count + 1;
        long start = file.Length;
        offsets.Add(table, start);
        byte[] rows = new byte[7 * (table + 1)];
        for (int id = 1; id <= table; id++)
            if (offsets.TryGetValue(id, out long offset))
                WriteRow(rows.AsSpan(7 * id, 7), 1, offset, 0);
            else if (places.TryGetValue(id, out (int Container, int Index) place))
                WriteRow(rows.AsSpan(7 * id, 7), 2, place.Container, place.Index);
            else
                throw new InvalidOperationException($"Object {id} was reserved but has no content. Call Set before the file is written.");
        AddStream(Text($"/Type/XRef/Size {table + 1}/W[1 4 2]/Root {catalog} 0 R/Info {info} 0 R/ID[<{hash}><{hash}>]"), rows);
        file.Write([.. Ascii(Text($"{table} 0 obj\n")), .. _objects[^1].Stream!, .. Ascii(Text($"\nendobj\nstartxref\n{start}\n%%EOF\n"))]);
        return file.ToArray();
    }

    /// <summary>A text string: UTF-16 with a byte order mark, in hexadecimal, so that no part of it can be read as PDF syntax.</summary>
    public static string String(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>Numbers as PDF writes them.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void WriteRow(Span<byte> row, byte kind, long second, int third)
    {
        row[0] = kind;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(row[1..], (uint)second);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)third);
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        using var buffer = new MemoryStream();
        using (var zlib = new ZLibStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return buffer.ToArray();
    }
}

/// <summary>The XMP packet: the file's metadata as XML. It declares PDF/UA-1.</summary>
internal static class PdfMetadata
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Accessible = "http://www.aiim.org/pdfua/ns/id/";
    private static readonly XNamespace Meta = "adobe:ns:meta/";

    public static string Create(string title, string author, DateOnly published)
    {
        string time = published.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
        var packet = new XElement(
            Meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(
                Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf),
                new XElement(
                    Rdf + "Description", new XAttribute(Rdf + "about", ""), new XAttribute(XNamespace.Xmlns + "dc", Dc),
                    new XAttribute(XNamespace.Xmlns + "xmp", Xmp), new XAttribute(XNamespace.Xmlns + "pdfuaid", Accessible),
                    new XElement(
                        Dc + "title",
                        new XElement(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), title))),
                    new XElement(Dc + "creator", new XElement(Rdf + "Seq", new XElement(Rdf + "li", author))),
                    new XElement(Dc + "language", new XElement(Rdf + "Bag", new XElement(Rdf + "li", "en-GB"))),
                    new XElement(Xmp + "CreateDate", time), new XElement(Xmp + "ModifyDate", time),
                    new XElement(Accessible + "part", "1"))));
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{packet.ToString(SaveOptions.DisableFormatting)}\n<?xpacket end=\"r\"?>";
    }
}
