namespace IncDiv.Packs.Charts;

/// <summary>The frame of charts with one row per item. The name is above its row, on as many lines as it needs, so that long names fit and narrow screens need
/// no smaller type. The figure is on the right.</summary>
internal sealed class RowAxis
{
    public const double Width = 480;
    public const double Left = 12;
    public const double Right = 352;

    private const double Top = 6;
    private const double NameLine = 16;
    private const double AfterName = 4;
    private const double PlotHeight = 26;

    private readonly Scale _scale;
    private readonly Unit _unit;
    private readonly List<(IReadOnlyList<string> Name, string Figure, double Top)> _rows = [];
    private readonly double _bottom = Top;

    /// <param name="lines">Name and figure of each row.</param>
    public RowAxis(Scale scale, Unit unit, IEnumerable<(string Name, string Figure)> lines)
    {
        (_scale, _unit) = (scale, unit);
        foreach ((string name, string figure) in lines)
        {
            IReadOnlyList<string> broken = TextWidth.Lines(name, Width, Label.Normal);
            _rows.Add((broken, figure, _bottom));
            _bottom += NameLine * broken.Count + AfterName + PlotHeight;
        }
    }

    public static Scale Linear(IEnumerable<double> values, bool isFromZero) => Scale.Linear(values, Left, Right, isFromZero);

    public static Scale Logarithmic(IEnumerable<double> values) => Scale.Logarithmic(values, Left, Right);

    /// <summary>The drawing: grid, names, figures and the marks of each row.</summary>
    /// <param name="marks">Makes the marks of a row from its number and its y coordinate.</param>
    public Drawing Draw(Func<int, double, IEnumerable<Shape>> marks) =>
        new(Width, _bottom + 24, [.. Grid(), .. _rows.SelectMany((_, i) => Names(i)), .. _rows.SelectMany((_, i) => marks(i, Line(i)))]);

    private double Plot(int row) => _rows[row].Top + NameLine * _rows[row].Name.Count + AfterName;

    private double Line(int row) => Plot(row) + 11;

    // Grid lines leave out the upper part of each row, where its name is.
    private IEnumerable<Shape> Grid() => _scale.Ticks.SelectMany(t => (IEnumerable<Shape>)
    [
        .. _rows.Select((_, r) => Stroke.Create(_scale.At(t), Plot(r), _scale.At(t), Plot(r) + PlotHeight, ColourRole.Grid, 1)),
        new Label(_scale.At(t), _bottom + 16, FigureFormat.AxisLabel(t, _unit), Anchor.Middle, ColourRole.Quiet, Label.Small),
    ]);

    private IEnumerable<Shape> Names(int row) =>
    [
        .. _rows[row].Name.Select((line, i) => new Label(0, _rows[row].Top + 14 + NameLine * i, line)),
        new Label(Right + 12, Line(row) + 4, TextWidth.Truncate(_rows[row].Figure, Width - Right - 12, Label.Normal), IsBold: true),
    ];
}
