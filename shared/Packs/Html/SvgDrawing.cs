namespace IncDiv.Packs.Html;

/// <summary>Shapes as inline SVG. Colours come from the style sheet, so that dark mode has its own.</summary>
internal static class SvgDrawing
{
    public static Element Render(string id, string title, string description, Drawing drawing) => Tag.Create(
        "svg",
        [Tag.Create("title", title).With("id", id + "-title"), Tag.Create("desc", description).With("id", id + "-desc"), .. drawing.Shapes.Select(Render)])
        .With("xmlns", "http://www.w3.org/2000/svg")
        .With("viewBox", $"0 0 {Number(drawing.Width)} {Number(drawing.Height)}")
        .With("role", "img")
        .With("aria-labelledby", $"{id}-title {id}-desc");

    private static Element Render(Shape shape) => shape switch
    {
        Stroke stroke => Render(stroke),
        Area area => Tag.Create("polygon").With("points", Points(area.Points)).With("class", "f-" + Name(area.Colour)),
        Mark mark => Render(mark),
        Label label => Render(label),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Add the markup of this shape here."),
    };

    private static Element Render(Stroke stroke)
    {
        Element line = Tag.Create("polyline")
            .With("points", Points(stroke.Points))
            .With("class", "s-" + Name(stroke.Colour))
            .With("stroke-width", Number(stroke.Width));
        return stroke.Dash > 0 ? line.With("stroke-dasharray", Number(stroke.Dash)) : line;
    }

    private static Element Render(Mark mark) => mark.Kind switch
    {
        MarkKind.Circle or MarkKind.Ring => Tag.Create("circle").With("cx", Number(mark.X)).With("cy", Number(mark.Y)).With("r", Number(mark.Size))
            .With("class", mark.Kind == MarkKind.Ring ? "ring s-" + Name(mark.Colour) : "rim f-" + Name(mark.Colour)),
        _ => Tag.Create("polygon").With("points", Points(mark.Corners())).With("class", "rim f-" + Name(mark.Colour)),
    };

    private static Element Render(Label label)
    {
        Element text = Tag.Create("text", label.Text).With("x", Number(label.X)).With("y", Number(label.Y));
        string[] looks =
        [label.Colour == ColourRole.Text ? "" : "t-" + Name(label.Colour), label.Size < Label.Normal ? "small" : "", label.IsBold ? "bold" : ""];
        string classes = string.Join(' ', looks.Where(c => c.Length > 0));
        if (classes.Length > 0)
            text.With("class", classes);
        return label.Anchor == Anchor.Start ? text : text.With("text-anchor", label.Anchor == Anchor.End ? "end" : "middle");
    }

    private static string Name(ColourRole colour) => colour.ToString().ToLowerInvariant();

    private static string Points(IEnumerable<Point> points) => string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));

    // A tenth of a pixel is precise enough.
    private static string Number(double position) => Rounding.Round(position, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
