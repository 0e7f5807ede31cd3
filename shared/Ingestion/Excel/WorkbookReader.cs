namespace IncDiv.Ingestion.Excel;

/// <summary>Converts the first sheet of an Excel workbook to CSV.</summary>
internal static class WorkbookReader
{
    /// <exception cref="FileFaultException">E113 or E108: the workbook is damaged, hostile or too large.</exception>
    public static void WriteCsv(Stream workbook, Stream csv, IngestionLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            using WorkbookArchive archive = WorkbookArchive.Open(workbook, limits);
            string main = Relationships.Read(archive, "").Find("officeDocument") ?? throw new FileFaultException(FileMessages.NotAWorkbook);
            Relationships parts = Relationships.Read(archive, main);
            (string? sheet, bool is1904) = ReadMain(archive, main, parts);
            var formats = CellFormats.Read(archive, parts.Find("styles"));
            var strings = SharedStrings.Read(archive, parts.Find("sharedStrings"), limits, cancellationToken);
            // The byte order mark states that the text is UTF-8, whatever the first cell holds.
            csv.Write("\uFEFF"u8);
            using XmlReader xml = archive.OpenPart(sheet ?? throw new FileFaultException(FileMessages.NoSheet));
            new SheetReader(xml, strings, formats, is1904, limits, new CsvLines(csv, limits)).Run(cancellationToken);
        }
        catch (Exception damage) when (damage is InvalidDataException or XmlException or DecoderFallbackException)
        {
            throw new FileFaultException(FileMessages.DamagedWorkbook);
        }
    }

    private static (string? Sheet, bool Is1904) ReadMain(WorkbookArchive archive, string main, Relationships parts)
    {
        string? sheet = null;
        bool is1904 = false, isFirst = true;
        using XmlReader xml = archive.OpenPart(main);
        while (PartXml.Next(xml))
        {
            if (PartXml.IsAt(xml, 1, "workbookPr"))
                is1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (!isFirst || !PartXml.IsAt(xml, 2, "sheet"))
                continue;
            isFirst = false;
            sheet = parts.Find(PartXml.Attribute(xml, "id") ?? "", "worksheet");
        }
        return (sheet, is1904);
    }
}
