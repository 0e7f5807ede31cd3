namespace IncDiv.Ingestion.Excel;

/// <summary>The number formats of a workbook's cell styles (ECMA-376 part 1, 18.8): only they show which numbers are dates.</summary>
internal sealed class CellFormats
{
    // Excel's own limit is 65,490.
    private const int MaxStyles = 100_000;

    private readonly List<CellFormat> _styles = [];

    /// <summary>The format of a style; the general one where there is no such style.</summary>
    public CellFormat this[int style] => (uint)style < (uint)_styles.Count ? _styles[style] : default;

    /// <param name="part">Null where the workbook has no styles.</param>
    public static CellFormats Read(WorkbookArchive archive, string? part)
    {
        var formats = new CellFormats();
        if (part is null)
            return formats;
        var written = new Dictionary<int, CellFormat>();
        var numbers = new List<int>();
        bool inCellStyles = false;
        using XmlReader xml = archive.OpenPart(part);
        while (PartXml.Next(xml))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == 1)
                inCellStyles = xml.LocalName == "cellXfs";
            else if (inCellStyles && PartXml.IsAt(xml, 2, "xf"))
                numbers.Add(Number(xml));
            else if (PartXml.IsAt(xml, 2, "numFmt"))
                written[Number(xml)] = CellFormat.Parse(xml.GetAttribute("formatCode") ?? "");
            if (numbers.Count > MaxStyles || written.Count > MaxStyles)
                throw new FileFaultException(PackedMessages.DamagedWorkbook);
        }
        formats._styles.AddRange(numbers.Select(n => written.TryGetValue(n, out CellFormat format) ? format : CellFormat.BuiltIn(n)));
        return formats;
    }

    private static int Number(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
