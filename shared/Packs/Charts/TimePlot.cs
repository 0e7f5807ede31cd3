namespace IncDiv.Packs.Charts;

/// <summary>The frame of charts over the quarters: value axis, quarters, lines across with their names to the right.</summary>
internal sealed class TimePlot
{
    public const double Width = 480;

    private const double Left = 46, Right = 366, Top = 12, Bottom = 200, Height = 232;
    private const double LabelGap = 15;

    private readonly IReadOnlyList<Quarter> _quarters;
    private readonly Scale _scale;
    private readonly string _unit;
    private readonly List<(double Y, string Text, ColourRole Ink)> _names = [];
    private readonly List<Shape> _shapes = [];

    public TimePlot(IReadOnlyList<Quarter> quarters, IEnumerable<double> values, string unit)
    {
        (_quarters, _unit) = (quarters, unit);
        _scale = Scale.Linear(values, Bottom, Top, isFromZero: false);
    }

    public double X(int quarter) => _quarters.Count == 1 ? (Left + Right) / 2 : Left + 8 + (Right - Left - 16) * quarter / (_quarters.Count - 1);

    public double Y(double value) => _scale.At(value);

    public void Add(Shape shape) => _shapes.Add(shape);

    /// <summary>A level that holds for all quarters, named at its right end.</summary>
    public void Across(double value, string name, ColourRole ink, double dash)
    {
        _shapes.Add(Stroke.Create(Left, Y(value), Right, Y(value), ink, 2, dash));
        Name(value, name, ColourRole.Quiet);
    }

    /// <summary>Words to the right of the plot, at the height of a value.</summary>
    public void Name(double value, string text, ColourRole ink) => _names.Add((Y(value), text, ink));

    /// <summary>A quarter whose figure is suppressed or missing: its symbol at the foot of the plot, and no mark.</summary>
    public void Gap(int quarter, string symbol) => _shapes.Add(new Label(X(quarter), Bottom - 4, symbol, Anchor.Middle, ColourRole.Quiet, Label.Small));

    public Drawing Draw() => new(Width, Height, [.. Grid(), .. Quarters(), .. _shapes, .. Names()]);

    private IEnumerable<Shape> Grid() => _scale.Ticks.SelectMany(t => (IEnumerable<Shape>)
    [
        Stroke.Create(Left, Y(t), Right, Y(t), ColourRole.Grid, 1),
        new Label(Left - 6, Y(t) + 4, FigureFormat.AxisLabel(t, _unit), Anchor.End, ColourRole.Quiet, Label.Small),
    ]);

    // As many quarters are named as have room, the last always.
    private IEnumerable<Shape> Quarters()
    {
        int every = (int)Math.Ceiling(_quarters.Count * TextWidth.Measure("2016-17", Label.Small) * 1.2 / (Right - Left));
        for (int i = _quarters.Count - 1; i >= 0; i -= Math.Max(1, every))
        {
            yield return Stroke.Create(X(i), Bottom, X(i), Bottom + 4, ColourRole.Quiet, 1);
            yield return new Label(X(i), Bottom + 16, "Q" + FigureFormat.Count(_quarters[i].Number), Anchor.Middle, ColourRole.Quiet, Label.Small);
            yield return new Label(X(i), Bottom + 29, _quarters[i].ToString()[..7], Anchor.Middle, ColourRole.Quiet, Label.Small);
        }
    }

    // From the top down, each at least a line below the one before; pushed up again where the last would leave the drawing.
    private IEnumerable<Shape> Names()
    {
        List<(double Y, string Text, ColourRole Ink)> names = [.. _names.OrderBy(n => n.Y)];
        for (int i = 1; i < names.Count; i++)
            names[i] = names[i] with { Y = Math.Max(names[i].Y, names[i - 1].Y + LabelGap) };
        double over = names.Count == 0 ? 0 : Math.Max(0, names[^1].Y - (Bottom + 10));
        return names.Select(n => n.Ink == ColourRole.First
            ? new Label(Right + 8, n.Y - over + 4, TextWidth.Fitted(n.Text, Width - Right - 8, Label.Normal), Ink: n.Ink, IsBold: true)
            : new Label(Right + 8, n.Y - over + 4, TextWidth.Fitted(n.Text, Width - Right - 8, Label.Small), Ink: n.Ink, Size: Label.Small));
    }
}
