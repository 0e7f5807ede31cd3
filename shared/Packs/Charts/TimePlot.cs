namespace IncDiv.Packs.Charts;

/// <summary>The frame of charts over the quarters: value axis, quarters, and horizontal lines with their names on the right.</summary>
internal sealed class TimePlot(IReadOnlyList<Quarter> quarters, IEnumerable<double> values, Unit unit)
{
    public const double Width = 480;

    private const double Left = 46, Right = 366, Top = 12, Bottom = 200, Height = 232;
    private const double LabelGap = 15;

    private readonly Scale _scale = Scale.Linear(values, Bottom, Top, isFromZero: false);
    private readonly List<(double Y, string Text, ColourRole Colour)> _names = [];
    private readonly List<Shape> _shapes = [];

    public double X(int quarter) => quarters.Count == 1 ? (Left + Right) / 2 : Left + 8 + (Right - Left - 16) * quarter / (quarters.Count - 1);

    public double Y(double value) => _scale.At(value);

    public void Add(Shape shape) => _shapes.Add(shape);

    /// <summary>Adds a horizontal line for a value that applies to all quarters, with its name at the right.</summary>
    public void AddLevel(double value, string name, ColourRole colour, double dash)
    {
        _shapes.Add(Stroke.Create(Left, Y(value), Right, Y(value), colour, 2, dash));
        AddLabel(value, name, ColourRole.Quiet);
    }

    /// <summary>Adds a label to the right of the plot, at the height of a value.</summary>
    public void AddLabel(double value, string text, ColourRole colour) => _names.Add((Y(value), text, colour));

    /// <summary>Adds a quarter whose figure is suppressed or missing: its symbol at the bottom of the plot, without a mark.</summary>
    public void AddGap(int quarter, string symbol) => _shapes.Add(new Label(X(quarter), Bottom - 4, symbol, Anchor.Middle, ColourRole.Quiet, Label.Small));

    public Drawing Draw() => new(Width, Height, [.. Grid(), .. Quarters(), .. _shapes, .. Names()]);

    private IEnumerable<Shape> Grid() => _scale.Ticks.SelectMany(t => (IEnumerable<Shape>)
    [
        Stroke.Create(Left, Y(t), Right, Y(t), ColourRole.Grid, 1),
        new Label(Left - 6, Y(t) + 4, FigureFormat.AxisLabel(t, unit), Anchor.End, ColourRole.Quiet, Label.Small),
    ]);

    // Labels as many quarters as fit, and always the last.
    private IEnumerable<Shape> Quarters()
    {
        int every = (int)Math.Ceiling(quarters.Count * TextWidth.Measure("2016-17", Label.Small) * 1.2 / (Right - Left));
        for (int i = quarters.Count - 1; i >= 0; i -= Math.Max(1, every))
        {
            yield return Stroke.Create(X(i), Bottom, X(i), Bottom + 4, ColourRole.Quiet, 1);
            yield return new Label(X(i), Bottom + 16, "Q" + FigureFormat.Count(quarters[i].Number), Anchor.Middle, ColourRole.Quiet, Label.Small);
            yield return new Label(X(i), Bottom + 29, quarters[i].ToString()[..7], Anchor.Middle, ColourRole.Quiet, Label.Small);
        }
    }

    // Places names from top to bottom, each at least one line below the one before, and moves all of them up if the last would leave the drawing.
    private IEnumerable<Shape> Names()
    {
        List<(double Y, string Text, ColourRole Colour)> names = [.. _names.OrderBy(n => n.Y)];
        for (int i = 1; i < names.Count; i++)
            names[i] = names[i] with { Y = Math.Max(names[i].Y, names[i - 1].Y + LabelGap) };
        double over = names.Count == 0 ? 0 : Math.Max(0, names[^1].Y - (Bottom + 10));
        return names.Select(n => n.Colour == ColourRole.First
            ? new Label(Right + 8, n.Y - over + 4, TextWidth.Truncate(n.Text, Width - Right - 8, Label.Normal), Colour: n.Colour, IsBold: true)
            : new Label(Right + 8, n.Y - over + 4, TextWidth.Truncate(n.Text, Width - Right - 8, Label.Small), Colour: n.Colour, Size: Label.Small));
    }
}
