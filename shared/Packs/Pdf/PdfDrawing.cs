namespace IncDiv.Packs.Pdf;

/// <summary>Draws the shapes of a chart as one figure with its text alternative.</summary>
internal static class PdfDrawing
{
    /// <param name="scale">Points on the page per point of the drawing.</param>
    public static void Draw(PdfPages pages, StructureElement section, Drawing drawing, string description, double scale)
    {
        pages.EnsureSpace(drawing.Height * scale);
        double top = pages.Y;
        double lower = PdfPages.Height - top - drawing.Height * scale, right = PdfPages.Left + drawing.Width * scale;
        string box = PdfObjects.Text($"<</O/Layout/BBox[{PdfPages.Left:0.##} {lower:0.##} {right:0.##} {PdfPages.Height - top:0.##}]>>");
        pages.Page.Begin(section.Add(new StructureElement("Figure", box, description)));
        Point Place(double x, double y) => new(PdfPages.Left + x * scale, top + y * scale);
        Point[] Places(IReadOnlyList<Point> points) => [.. points.Select(p => Place(p.X, p.Y))];
        foreach (Shape shape in drawing.Shapes)
        {
            switch (shape)
            {
                case Stroke stroke:
                    pages.Page.Line(Places(stroke.Points), stroke.Colour, stroke.Width * scale, stroke.Dash * scale);
                    break;
                case Area area:
                    pages.Page.Polygon(Places(area.Points), area.Colour);
                    break;
                case Mark mark:
                    Point centre = Place(mark.X, mark.Y);
                    pages.Page.Paint(mark with { X = centre.X, Y = centre.Y, Size = mark.Size * scale });
                    break;
                case Label label:
                    PdfFont font = label.IsBold ? pages.Bold : pages.Regular;
                    double width = font.Face.Width(label.Text, label.Size * scale);
                    Point start = Place(label.X, label.Y);
                    double x = start.X - label.Anchor switch { Anchor.Start => 0, Anchor.Middle => width / 2, _ => width };
                    pages.Page.Text(x, start.Y, label.Text + " ", font, label.Size * scale, label.Colour);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(drawing), shape.GetType().Name, "Add the code that draws this shape here.");
            }
        }
        pages.Page.End();
        pages.Advance(drawing.Height * scale + 6);
    }
}
