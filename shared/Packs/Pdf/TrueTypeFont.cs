using System.Buffers.Binary;

namespace IncDiv.Packs.Pdf;

/// <summary>A TrueType font: widths, glyphs, and the subset that a document embeds. Table layouts follow the OpenType specification.</summary>
internal sealed class TrueTypeFont
{
    private const int Replacement = 0xFFFD;

    // The tables, including hinting, that a PDF needs from a font that is addressed by glyph.
    private static readonly string[] Embedded = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private readonly byte[] _data;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    // Glyphs by character of the Basic Multilingual Plane; 0 if the font has none.
    private readonly ushort[] _glyphs;
    private readonly int[] _advances;
    private readonly int _unitsPerEm;

    public TrueTypeFont(byte[] data)
    {
        _data = data;
        for (int i = 0; i < U16(4); i++)
        {
            int entry = 12 + 16 * i;
            _tables.Add(Encoding.ASCII.GetString(data, entry, 4), ((int)U32(entry + 8), (int)U32(entry + 12)));
        }
        _unitsPerEm = U16(At("head") + 18);
        int metrics = At("hmtx"), wideMetrics = U16(At("hhea") + 34);
        _advances = [.. Enumerable.Range(0, U16(At("maxp") + 4)).Select(g => Thousandths(U16(metrics + 4 * Math.Min(g, wideMetrics - 1))))];
        _glyphs = ReadCharacters();
        Ascent = Thousandths(S16(At("hhea") + 4));
        Descent = Thousandths(S16(At("hhea") + 6));
        Box = [.. Enumerable.Range(0, 4).Select(i => Thousandths(S16(At("head") + 36 + 2 * i)))];
    }

    public static TrueTypeFont Regular { get; } = FromBuild("regular.ttf");

    public static TrueTypeFont Bold { get; } = FromBuild("bold.ttf");

    /// <summary>Height above the baseline, in thousandths of the font size; the other metrics use the same unit.</summary>
    public int Ascent { get; }

    public int Descent { get; }

    /// <summary>Left, bottom, right and top of the largest glyphs.</summary>
    public IReadOnlyList<int> Box { get; }

    /// <summary>The glyph of a character; the glyph of U+FFFD if the font has none.</summary>
    public ushort Glyph(Rune rune) => rune.IsBmp && _glyphs[rune.Value] is > 0 and var glyph ? glyph : _glyphs[Replacement];

    /// <summary>In thousandths of the size.</summary>
    public int Advance(ushort glyph) => _advances[glyph];

    /// <summary>In thousandths of the size.</summary>
    public int Advance(ReadOnlySpan<char> text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
            width += Advance(Glyph(rune));
        return width;
    }

    /// <summary>Width of a text, in the unit of <paramref name="size"/>.</summary>
    public double Width(ReadOnlySpan<char> text, double size) => Advance(text) * size / 1000;

    /// <summary>The font with the outlines of these glyphs only. Every glyph keeps its number.</summary>
    public byte[] Subset(IEnumerable<ushort> glyphs)
    {
        SortedSet<ushort> kept = WithComponents(glyphs);
        int count = U16(At("maxp") + 4);
        var outlines = new MemoryStream();
        byte[] places = new byte[4 * (count + 1)];
        for (int glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(4 * glyph), (uint)outlines.Length);
            (int offset, int length) = kept.Contains((ushort)glyph) ? Outline(glyph) : default;
            outlines.Write(_data.AsSpan(offset, length));
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }
        BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(4 * count), (uint)outlines.Length);
        byte[] head = Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return Assemble([.. Embedded.Where(_tables.ContainsKey).Select(name => (name, name switch
        {
            "glyf" => outlines.ToArray(),
            "loca" => places,
            "head" => head,
            _ => Table(name).ToArray(),
        }))]);
    }

    private static TrueTypeFont FromBuild(string resource)
    {
        using Stream stream = typeof(TrueTypeFont).Assembly.GetManifestResourceStream(resource)!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return new TrueTypeFont(buffer.ToArray());
    }

    private static byte[] Assemble(IReadOnlyList<(string Name, byte[] Content)> tables)
    {
        int power = (int)Math.Log2(tables.Count);
        byte[] start = new byte[12 + 16 * tables.Count];
        BinaryPrimitives.WriteUInt32BigEndian(start, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(start.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(start.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(start.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(start.AsSpan(10), (ushort)(16 * tables.Count - (16 << power)));
        var body = new MemoryStream();
        for (int i = 0; i < tables.Count; i++)
        {
            Span<byte> entry = start.AsSpan(12 + 16 * i, 16);
            Encoding.ASCII.GetBytes(tables[i].Name, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(tables[i].Content));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)(start.Length + body.Length));
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)tables[i].Content.Length);
            body.Write(tables[i].Content);
            while (body.Length % 4 != 0)
                body.WriteByte(0);
        }
        return [.. start, .. body.ToArray()];
    }

    private static uint Checksum(byte[] content)
    {
        uint sum = 0;
        for (int i = 0; i < content.Length; i++)
            sum += (uint)content[i] << (24 - 8 * (i % 4));
        return sum;
    }

    // Character map of format 4: segments of the Basic Multilingual Plane.
    private ushort[] ReadCharacters()
    {
        int cmap = At("cmap");
        int map = Enumerable.Range(0, U16(cmap + 2)).Select(i => cmap + 4 + 8 * i)
            .Where(e => U16(e) == 3 && U16(e + 2) == 1).Select(e => cmap + (int)U32(e + 4)).Single(m => U16(m) == 4);
        int segments = U16(map + 6) / 2;
        int ends = map + 14, starts = ends + 2 * segments + 2, deltas = starts + 2 * segments, offsets = deltas + 2 * segments;
        ushort[] glyphs = new ushort[char.MaxValue + 1];
        for (int s = 0; s < segments; s++)
        {
            int offset = U16(offsets + 2 * s);
            for (int code = U16(starts + 2 * s); code <= U16(ends + 2 * s) && code < 0xFFFF; code++)
            {
                int raw = offset == 0 ? code : U16(offsets + 2 * s + offset + 2 * (code - U16(starts + 2 * s)));
                if (offset == 0 || raw != 0)
                    glyphs[code] = (ushort)(raw + U16(deltas + 2 * s));
            }
        }
        return glyphs;
    }

    private SortedSet<ushort> WithComponents(IEnumerable<ushort> glyphs)
    {
        const int HasMore = 0x20, AreWords = 0x01, HasScale = 0x08, HasTwoScales = 0x40, HasMatrix = 0x80;
        SortedSet<ushort> kept = [];
        var open = new Stack<ushort>(glyphs.Append((ushort)0));
        while (open.TryPop(out ushort glyph))
        {
            if (!kept.Add(glyph) || Outline(glyph) is not { Length: > 10 } range || S16(range.Offset) >= 0)
                continue;
            int flags, at = range.Offset + 10;
            do
            {
                flags = U16(at);
                open.Push((ushort)U16(at + 2));
                int ofOffsets = (flags & AreWords) != 0 ? 4 : 2;
                int ofScale = (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
                at += 4 + ofOffsets + ofScale;
            }
            while ((flags & HasMore) != 0);
        }
        return kept;
    }

    private (int Offset, int Length) Outline(int glyph)
    {
        bool isLong = U16(At("head") + 50) == 1;
        int Place(int g) => isLong ? (int)U32(At("loca") + 4 * g) : 2 * U16(At("loca") + 2 * g);
        return (At("glyf") + Place(glyph), Place(glyph + 1) - Place(glyph));
    }

    private int Thousandths(int units) => (int)Math.Round(units * 1000.0 / _unitsPerEm, MidpointRounding.AwayFromZero);

    private int At(string table) => _tables[table].Offset;

    private ReadOnlySpan<byte> Table(string name) => _data.AsSpan(_tables[name].Offset, _tables[name].Length);

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(at));

    private int S16(int at) => BinaryPrimitives.ReadInt16BigEndian(_data.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan(at));
}
