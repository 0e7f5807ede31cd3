using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Spreadsheet = DocumentFormat.OpenXml.Spreadsheet;

namespace IncDiv.Packs.Excel;

/// <summary><c>pack.xlsx</c>: the document as an accessible workbook (publication.md D4). The same document gives the same bytes.</summary>
internal static class PackWorkbook
{
    private const string MainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    /// <param name="author">The publisher.</param>
    /// <param name="published">The day printed on the cover. It is used for every time stamp in the file.</param>
    public static byte[] Render(PackDocument document, string author, DateOnly published)
    {
        IReadOnlyList<Sheet> sheets = PackSheets.Create(document);
        using var buffer = new MemoryStream();
        using (var package = SpreadsheetDocument.Create(buffer, SpreadsheetDocumentType.Workbook))
        {
            // We set every relationship id, because those that the library generates differ from run to run.
            WorkbookPart workbook = package.AddNewPart<WorkbookPart>(MainType, "rId1");
            WriteProperties(package.AddNewPart<CoreFilePropertiesPart>("rId2"), document, author, published);
            var styles = new WorkbookStyles();
            var strings = new SharedStrings();
            var list = new Sheets();
            uint number = 0;
            foreach (Sheet sheet in sheets)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"sheet{++number}");
                WorksheetPart part = workbook.AddNewPart<WorksheetPart>(id);
                new SheetWriter(part, styles, strings).Write(sheet, number);
                // Sheets are written one at a time, because all of them together would need too much memory.
                part.Worksheet!.Save();
                part.UnloadRootElement();
                list.Append(new Spreadsheet.Sheet { Name = sheet.Name, SheetId = number, Id = id });
            }
            workbook.AddNewPart<SharedStringTablePart>("strings").SharedStringTable = strings.ToTable();
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = styles.ToStylesheet();
            workbook.Workbook = new Spreadsheet.Workbook(new BookViews(new WorkbookView { ActiveTab = 0 }), list);
        }
        return OrderedZip.Rewrite(buffer, published);
    }

    private static void WriteProperties(CoreFilePropertiesPart part, PackDocument document, string author, DateOnly published)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace terms = "http://purl.org/dc/terms/";
        XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";
        string time = published.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
        XElement Time(string name) => new(terms + name, new XAttribute(instance + "type", "dcterms:W3CDTF"), time);
        var properties = new XElement(
            core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "cp", core), new XAttribute(XNamespace.Xmlns + "dc", dc),
            new XAttribute(XNamespace.Xmlns + "dcterms", terms), new XAttribute(XNamespace.Xmlns + "xsi", instance),
            new XElement(dc + "title", $"{document.Title}, {document.Period}"), new XElement(dc + "creator", author),
            new XElement(dc + "language", "en-GB"), Time("created"), Time("modified"));
        using Stream stream = part.GetStream(FileMode.Create);
        using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        properties.Save(writer);
    }
}

/// <summary>Repacks an Office package: content types first, then the parts in ordinal order, all with the same date.</summary>
internal static class OrderedZip
{
    private const string ContentTypes = "[Content_Types].xml";

    public static byte[] Rewrite(Stream package, DateOnly stamp)
    {
        using var read = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        using var buffer = new MemoryStream();
        using (var write = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry part in read.Entries.OrderBy(e => e.FullName != ContentTypes).ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                ZipArchiveEntry copy = write.CreateEntry(part.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = new DateTimeOffset(stamp, TimeOnly.MinValue, TimeSpan.Zero);
                using Stream from = part.Open();
                using Stream to = copy.Open();
                from.CopyTo(to);
            }
        }
        return buffer.ToArray();
    }
}
