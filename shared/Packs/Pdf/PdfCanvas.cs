namespace IncDiv.Packs.Pdf;

/// <summary>The content of one page. Positions are in points from the top left corner. Everything is either marked content or an artifact.</summary>
/// <param name="page">Page index, from 0.</param>
internal sealed class PdfCanvas(int page, double height)
{
    // Length of the Bézier handle of a quarter circle.
    private const double Round = 0.5523;

    private readonly StringBuilder _operators = new();
    private readonly List<StructureElement> _marks = [];

    /// <summary>The element that each piece of marked content belongs to.</summary>
    public IReadOnlyList<StructureElement> Marks => _marks;

    public byte[] Content => Encoding.ASCII.GetBytes(_operators.ToString());

    /// <summary>Starts marked content of the element, until <see cref="End"/>.</summary>
    public void Begin(StructureElement element)
    {
        element.AddMark(page, _marks.Count);
        _operators.Append(CultureInfo.InvariantCulture, $"/{element.Tag}<</MCID {_marks.Count}>>BDC\n");
        _marks.Add(element);
    }

    /// <summary>Starts decorative content, which screen readers skip: rules, page numbers, repeated headers.</summary>
    public void BeginArtifact() => _operators.Append("/Artifact BMC\n");

    public void End() => _operators.Append("EMC\n");

    public void Text(double x, double baseline, string text, PdfFont font, double size, ColourRole colour = ColourRole.Text)
    {
        if (text.Length == 0)
            return;
        _operators.Append(CultureInfo.InvariantCulture, $"{Rgb(colour)} rg BT/{font.Name} {size:0.##} Tf {x:0.##} {height - baseline:0.##} Td<");
        font.Encode(text, _operators);
        _operators.Append(">Tj ET\n");
    }

    public void Line(IReadOnlyList<Point> points, ColourRole colour, double width, double dash = 0)
    {
        string dashes = dash > 0 ? dash.ToString("0.##", CultureInfo.InvariantCulture) : "";
        _operators.Append(CultureInfo.InvariantCulture, $"{Rgb(colour)} RG {width:0.##} w [{dashes}]0 d ");
        Path(points);
        _operators.Append("S\n");
    }

    public void Polygon(IReadOnlyList<Point> points, ColourRole colour)
    {
        _operators.Append(CultureInfo.InvariantCulture, $"{Rgb(colour)} rg ");
        Path(points);
        _operators.Append("h f\n");
    }

    /// <summary>A mark with a white rim, or a ring that is not filled.</summary>
    public void Paint(Mark mark)
    {
        if (mark.Kind == MarkKind.Ring)
            _operators.Append(CultureInfo.InvariantCulture, $"1 1 1 rg {Rgb(mark.Colour)} RG 2 w []0 d ");
        else
            _operators.Append(CultureInfo.InvariantCulture, $"{Rgb(mark.Colour)} rg 1 1 1 RG 1 w []0 d ");
        if (mark.Corners() is { Count: > 0 } corners)
            Path(corners);
        else
            Circle(mark.X, height - mark.Y, mark.Size);
        _operators.Append("b\n");
    }

    private static string Rgb(ColourRole colour) => colour switch
    {
        ColourRole.Text => "0.1 0.1 0.1",
        ColourRole.Paper => "1 1 1",
        ColourRole.Quiet => "0.31 0.35 0.37",
        ColourRole.Grid => "0.75 0.75 0.75",
        ColourRole.First => "0.071 0.263 0.427",
        ColourRole.Second => "0.957 0.416 0.145",
        ColourRole.Band => "0.816 0.867 0.91",
        ColourRole.Limit => "0.239 0.239 0.239",
        ColourRole.Improvement => "0 0.69 0.941",
        ColourRole.Concern => "0.894 0.424 0.039",
        ColourRole.Shift => "0.286 0 0.573",
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour, "Add the RGB value of this colour role here."),
    };

    private void Path(IReadOnlyList<Point> points)
    {
        for (int i = 0; i < points.Count; i++)
            _operators.Append(CultureInfo.InvariantCulture, $"{points[i].X:0.##} {height - points[i].Y:0.##} {(i == 0 ? "m" : "l")} ");
    }

    private void Circle(double x, double y, double r)
    {
        double h = r * Round;
        _operators.Append(CultureInfo.InvariantCulture, $"{x + r:0.##} {y:0.##} m ");
        _operators.Append(CultureInfo.InvariantCulture, $"{x + r:0.##} {y + h:0.##} {x + h:0.##} {y + r:0.##} {x:0.##} {y + r:0.##} c ");
        _operators.Append(CultureInfo.InvariantCulture, $"{x - h:0.##} {y + r:0.##} {x - r:0.##} {y + h:0.##} {x - r:0.##} {y:0.##} c ");
        _operators.Append(CultureInfo.InvariantCulture, $"{x - r:0.##} {y - h:0.##} {x - h:0.##} {y - r:0.##} {x:0.##} {y - r:0.##} c ");
        _operators.Append(CultureInfo.InvariantCulture, $"{x + h:0.##} {y - r:0.##} {x + r:0.##} {y - h:0.##} {x + r:0.##} {y:0.##} c ");
    }
}
