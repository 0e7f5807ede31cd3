using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IncDiv.Packs.Tests;

/// <summary>Reads a workbook as plain zip and XML. It shares no code with the library that writes it.</summary>
internal static partial class WorkbookReader
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="Rows">Cells by row from the first, without gaps.</param>
    internal sealed record Sheet(string Name, IReadOnlyList<IReadOnlyList<Cell>> Rows, IReadOnlyList<Marked> Tables);

    /// <param name="Text">The text; for a number, the stored text with the decimals of its format.</param>
    internal sealed record Cell(string Text, decimal? Number, string Format);

    /// <summary>A marked-up table; rows and columns count from 0.</summary>
    internal sealed record Marked(int FirstColumn, int FirstRow, int LastRow, IReadOnlyList<string> Columns);

    public static IReadOnlyList<Sheet> Read(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        XElement Part(string path)
        {
            using Stream stream = zip.GetEntry(path.TrimStart('/'))!.Open();
            return XElement.Load(stream);
        }

        Dictionary<string, string> Targets(string path)
        {
            string folder = path[..path.LastIndexOf('/')], relations = $"{folder}/_rels{path[path.LastIndexOf('/')..]}.rels";
            return zip.GetEntry(relations) is null
                ? []
                : Part(relations).Elements().ToDictionary(
                    e => (string)e.Attribute("Id")!,
                    e => new Uri(new Uri("zip:/" + path), (string)e.Attribute("Target")!).AbsolutePath.TrimStart('/'),
                    StringComparer.Ordinal);
        }

        Dictionary<string, string> parts = Targets("xl/workbook.xml");
        string[] strings = [.. Part("xl/sharedStrings.xml").Elements()
            .Select(e => Escape().Replace(e.Value, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString()))];
        XElement styles = Part("xl/styles.xml");
        var formats = styles.Descendants(Main + "numFmt").ToDictionary(e => (int)e.Attribute("numFmtId")!, e => (string)e.Attribute("formatCode")!);
        string[] cellFormats = [.. styles.Element(Main + "cellXfs")!.Elements().Select(e => formats.GetValueOrDefault((int)e.Attribute("numFmtId")!, ""))];
        return
        [
            .. Part("xl/workbook.xml").Descendants(Main + "sheet").Select(sheet =>
            {
                string path = parts[(string)sheet.Attribute(Relation + "id")!];
                XElement content = Part(path);
                Dictionary<string, string> own = Targets(path);
                return new Sheet(
                    (string)sheet.Attribute("name")!,
                    [.. content.Descendants(Main + "row")
                        .Select(r => (IReadOnlyList<Cell>)[.. r.Elements(Main + "c").Select(c => Read(c, strings, cellFormats))])],
                    [.. content.Descendants(Main + "tablePart").Select(t => Read(Part(own[(string)t.Attribute(Relation + "id")!])))]);
            }),
        ];
    }

    private static Cell Read(XElement cell, string[] strings, string[] formats)
    {
        string value = cell.Element(Main + "v")!.Value;
        if ((string?)cell.Attribute("t") == "s")
            return new Cell(strings[int.Parse(value, CultureInfo.InvariantCulture)], null, "");
        decimal number = decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        string format = formats[(int)cell.Attribute("s")!];
        int decimals = Decimals().Match(format).Groups[1].Length;
        return new Cell(number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), number, format);
    }

    private static Marked Read(XElement table)
    {
        Match range = Range().Match((string)table.Attribute("ref")!);
        int Number(int group) => int.Parse(range.Groups[group].Value, CultureInfo.InvariantCulture);
        Assert.Equal("A", range.Groups[1].Value);
        return new Marked(0, Number(2) - 1, Number(3) - 1, [.. table.Descendants(Main + "tableColumn").Select(c => (string)c.Attribute("name")!)]);
    }

    [GeneratedRegex("_x([0-9A-F]{4})_")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\.(0+)")]
    private static partial Regex Decimals();

    [GeneratedRegex("^([A-Z]+)([0-9]+):[A-Z]+([0-9]+)$")]
    private static partial Regex Range();
}
