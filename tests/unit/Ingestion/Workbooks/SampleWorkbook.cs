using System.IO.Compression;
using System.Security;

namespace IncDiv.Ingestion.Tests.Workbooks;

/// <summary>An Excel workbook written part by part, so that a test can write content that no spreadsheet program would.</summary>
internal sealed class SampleWorkbook
{
    public const string Sheet = "xl/worksheets/sheet1.xml";
    public const string SharedStrings = "xl/sharedStrings.xml";

    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private readonly StringBuilder _rows = new();
    private readonly List<string> _shared = [];
    private readonly List<string> _formats = ["General"];
    private int _row;

    /// <summary>Parts that replace or extend the default ones; null leaves a part out.</summary>
    public Dictionary<string, string?> Parts { get; } = [];

    public bool Is1904 { get; init; }

    /// <summary>Reference of a cell such as <c>C5</c>; columns count from 0.</summary>
    public static string Reference(int column, int row)
    {
        string name = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            name = (char)('A' + ((rest - 1) % 26)) + name;
        return $"{name}{row}";
    }

    public static string Inline(string text) => $"t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is>";

    public static string Number(string number, int style = 0) => $"s=\"{style}\"><v>{number}</v>";

    /// <summary>A workbook of texts.</summary>
    public static SampleWorkbook Of(IEnumerable<string[]> cells, bool shared = false)
    {
        var workbook = new SampleWorkbook();
        foreach (string[] row in cells)
            workbook.Row([.. row.Select(c => c.Length == 0 ? "" : shared ? workbook.Shared(c) : Inline(c))]);
        return workbook;
    }

    /// <summary>The style of cells with that number format.</summary>
    public int Style(string format)
    {
        if (!_formats.Contains(format))
            _formats.Add(format);
        return _formats.IndexOf(format);
    }

    public string Shared(string text)
    {
        int index = _shared.IndexOf(text);
        if (index < 0)
        {
            index = _shared.Count;
            _shared.Add(text);
        }
        return $"t=\"s\"><v>{index}</v>";
    }

    /// <summary>Adds a row of cells. Each is given as attributes, &gt; and content; empty cells are left out.</summary>
    public SampleWorkbook Row(params string[] cells)
    {
        _row++;
        _rows.Append(null, $"<row r=\"{_row}\">");
        for (int i = 0; i < cells.Length; i++)
            if (cells[i].Length > 0)
                _rows.Append(null, $"<c r=\"{Reference(i, _row)}\" {cells[i]}</c>");
        _rows.Append("</row>");
        return this;
    }

    /// <summary>Leaves rows out of the sheet.</summary>
    public SampleWorkbook Skip(int rows)
    {
        _row += rows;
        return this;
    }

    /// <summary>Adds XML to the sheet unchanged.</summary>
    public SampleWorkbook Raw(string xml)
    {
        _rows.Append(xml);
        return this;
    }

    public IReadOnlyList<(string Name, string Text)> Entries()
    {
        string formats = string.Concat(
            _formats.Select((f, i) => $"<numFmt numFmtId=\"{i + 164}\" formatCode=\"{SecurityElement.Escape(f)}\"/>"));
        string shared = string.Concat(_shared.Select(s => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(s)}</t></si>"));
        string styles = string.Concat(
            _formats.Select((f, i) => $"<xf numFmtId=\"{(f.Length == 2 && int.TryParse(f, out int builtIn) ? builtIn : i + 164)}\"/>"));
        var entries = new List<(string Name, string Text)>
        {
            ("[Content_Types].xml", $"{Declaration}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            ("_rels/.rels", Relationships(("rId1", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", $"{Declaration}<workbook {Main} xmlns:r=\"{Types}\"><workbookPr date1904=\"{(Is1904 ? 1 : 0)}\"/>"
                + "<sheets><sheet name=\"Data\" sheetId=\"7\" r:id=\"rId3\"/><sheet name=\"Notes\" sheetId=\"8\" r:id=\"rId4\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", Relationships(
                ("rId1", "sharedStrings", "sharedStrings.xml"),
                ("rId2", "styles", "styles.xml"),
                ("rId4", "worksheet", "worksheets/sheet2.xml"),
                ("rId3", "worksheet", "/xl/worksheets/sheet1.xml"))),
            ("xl/styles.xml", $"{Declaration}<styleSheet {Main}><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                + $"<cellXfs>{styles}</cellXfs></styleSheet>"),
            (SharedStrings, $"{Declaration}<sst {Main}>{shared}</sst>"),
            (Sheet, $"{Declaration}<worksheet {Main}><dimension ref=\"A1\"/><sheetData>{_rows}</sheetData><pageMargins left=\"0.7\"/></worksheet>"),
            ("xl/worksheets/sheet2.xml", $"{Declaration}<worksheet {Main}><sheetData><row r=\"1\">"
                + $"<c r=\"A1\" {Inline("a note")}</c></row></sheetData></worksheet>"),
        };
        foreach ((string name, string? text) in Parts)
        {
            entries.RemoveAll(e => e.Name == name);
            if (text is not null)
                entries.Add((name, text));
        }
        return entries;
    }

    public byte[] ToBytes() => Zip(Entries());

    public static byte[] Zip(IEnumerable<(string Name, string Text)> entries, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in entries)
            {
                using Stream part = zip.CreateEntry(name, level).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return file.ToArray();
    }

    private static string Relationships(params (string Id, string Type, string Target)[] all) =>
        $"{Declaration}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(all.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Types}/{r.Type}\" Target=\"{r.Target}\"/>"))
        + "</Relationships>";
}
