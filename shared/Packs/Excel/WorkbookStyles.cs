using DocumentFormat.OpenXml.Spreadsheet;

namespace IncDiv.Packs.Excel;

/// <summary>Styles of a workbook: no fills and no colours. Headings differ by size and weight, and have style names that screen readers recognise.</summary>
internal sealed class WorkbookStyles
{
    private const uint FirstOwnFormat = 164;

    private readonly List<string> _formats = [];

    /// <summary>Wrapped text of a cell.</summary>
    public const uint Words = 0;

    public const uint Title = 1;

    public const uint Header = 2;

    /// <summary>Text that is not wrapped.</summary>
    public const uint Prose = 3;

    /// <summary>The style of numbers with that format.</summary>
    public uint Number(string format)
    {
        if (!_formats.Contains(format))
            _formats.Add(format);
        return Prose + 1 + (uint)_formats.IndexOf(format);
    }

    public Stylesheet ToStylesheet()
    {
        var sheet = new Stylesheet();
        if (_formats.Count > 0)
        {
            IEnumerable<NumberingFormat> own = _formats.Select((f, i) => new NumberingFormat { NumberFormatId = FirstOwnFormat + (uint)i, FormatCode = f });
            sheet.Append(new NumberingFormats(own) { Count = (uint)_formats.Count });
        }
        sheet.Append(
            new Fonts(Face(12), Face(16, new Bold()), Face(12, new Bold())) { Count = 3 },
            // The format requires these two fills; no cell uses them.
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }))
            { Count = 2 },
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())) { Count = 1 },
            new CellStyleFormats(Base(0), Base(1)) { Count = 2 },
            new CellFormats(
            [
                Format(0, 0, 0, Wrapped()), Format(1, 1, 0), Format(2, 0, 0, Wrapped()), Format(0, 0, 0),
                .. _formats.Select((_, i) => Format(0, 0, FirstOwnFormat + (uint)i, new Alignment { Vertical = VerticalAlignmentValues.Top })),
            ])
            { Count = Prose + 1 + (uint)_formats.Count },
            new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }, new CellStyle { Name = "Heading 1", FormatId = 1, BuiltinId = 16 })
            { Count = 2 });
        return sheet;
    }

    private static Font Face(double size, params Bold[] weight) => new([.. weight, new FontSize { Val = size }, new FontName { Val = "Arial" }]);

    private static CellFormat Base(uint font) => new() { NumberFormatId = 0, FontId = font, FillId = 0, BorderId = 0 };

    private static CellFormat Format(uint font, uint style, uint number, params Alignment[] alignment) => new(alignment)
    {
        NumberFormatId = number,
        FontId = font,
        FillId = 0,
        BorderId = 0,
        FormatId = style,
        ApplyFont = font > 0,
        ApplyNumberFormat = number > 0,
        ApplyAlignment = alignment.Length > 0,
    };

    private static Alignment Wrapped() => new() { WrapText = true, Vertical = VerticalAlignmentValues.Top };
}
