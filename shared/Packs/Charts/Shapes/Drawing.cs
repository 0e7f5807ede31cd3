namespace IncDiv.Packs.Charts.Shapes;

/// <summary>A chart as shapes that SVG and PDF can both draw. Units are points; y grows downwards.</summary>
/// <param name="Shapes">In the order in which they are painted.</param>
internal sealed record Drawing(double Width, double Height, IReadOnlyList<Shape> Shapes);

/// <summary>Colours by purpose. The page has other colours in dark mode (publication.md D5). No information depends on colour alone.</summary>
internal enum ColourRole
{
    Text,
    Quiet, // Secondary text, such as the labels of axes.
    Paper, // The background: white in print.
    Grid,
    First, // The first series: dark blue #12436D.
    Second, // The second: orange #F46A25; benchmarks and targets too.
    Band, // The band of an interval: a pale tint of the first.
    Limit, // Mean and limits of a control chart: dark grey #3D3D3D.
    Improvement,
    Concern,
    Shift, // On a control chart, neither an improvement nor a concern.
}

internal abstract record Shape;

internal readonly record struct Point(double X, double Y);

/// <summary>A line through at least two points.</summary>
/// <param name="Dash">Length of dashes and gaps; 0 for an unbroken line.</param>
internal sealed record Stroke(IReadOnlyList<Point> Points, ColourRole Colour, double Width = 2, double Dash = 0) : Shape
{
    public static Stroke Create(double x1, double y1, double x2, double y2, ColourRole colour, double width = 2, double dash = 0) =>
        new([new Point(x1, y1), new Point(x2, y2)], colour, width, dash);
}

/// <summary>A filled polygon.</summary>
internal sealed record Area(IReadOnlyList<Point> Points, ColourRole Colour) : Shape;

/// <summary>A mark at a point, with a rim in the background colour.</summary>
/// <param name="Size">From the centre to the edge.</param>
internal sealed record Mark(double X, double Y, MarkKind Kind, ColourRole Colour, double Size = 5) : Shape
{
    /// <summary>The corners of a mark that is not round.</summary>
    public IReadOnlyList<Point> Corners() => Kind switch
    {
        MarkKind.Square => [new(X - Size, Y - Size), new(X + Size, Y - Size), new(X + Size, Y + Size), new(X - Size, Y + Size)],
        MarkKind.Diamond => [new(X, Y - Size), new(X + Size, Y), new(X, Y + Size), new(X - Size, Y)],
        MarkKind.TriangleUp => [new(X, Y - Size), new(X + Size, Y + Size), new(X - Size, Y + Size)],
        MarkKind.TriangleDown => [new(X, Y + Size), new(X - Size, Y - Size), new(X + Size, Y - Size)],
        _ => [],
    };
}

internal enum MarkKind
{
    Circle,
    Square,
    Diamond,
    TriangleUp,
    TriangleDown,
    Ring, // A circle that is not filled.
}

/// <summary>A line of text; <paramref name="Y"/> is its base line.</summary>
internal sealed record Label(
    double X, double Y, string Text, Anchor Anchor = Anchor.Start, ColourRole Colour = ColourRole.Text, double Size = Label.Normal, bool IsBold = false)
    : Shape
{
    public const double Normal = 13;
    public const double Small = 12;
}

internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>An estimate of text width, good enough to keep labels apart: letters of Arial are a little over half their size wide.</summary>
internal static class TextWidth
{
    private const double CharacterWidth = 0.55;

    public static double Measure(string text, double size) => text.Length * size * CharacterWidth;

    /// <summary>The text, cut with an ellipsis if it is wider than <paramref name="maxWidth"/>. The table next to the chart has the full text.</summary>
    public static string Truncate(string text, double maxWidth, double size)
    {
        int maxCharacters = Math.Max(4, (int)(maxWidth / (size * CharacterWidth)));
        return text.Length <= maxCharacters ? text : text[..(maxCharacters - 1)].TrimEnd() + "…";
    }

    /// <summary>The text on as many lines as it needs, broken between words. A word that is wider than <paramref name="maxWidth"/> is broken too.</summary>
    public static IReadOnlyList<string> Lines(string text, double maxWidth, double size)
    {
        int maxCharacters = Math.Max(4, (int)(maxWidth / (size * CharacterWidth)));
        List<string> lines = [];
        string rest = text.Trim();
        while (rest.Length > maxCharacters)
        {
            int end = rest.LastIndexOf(' ', maxCharacters);
            string line = rest[..(end > 0 ? end : maxCharacters)];
            lines.Add(line.TrimEnd());
            rest = rest[line.Length..].TrimStart();
        }
        if (rest.Length > 0 || lines.Count == 0)
            lines.Add(rest);
        return lines;
    }
}
