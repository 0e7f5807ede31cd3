namespace IncDiv.Packs.Pdf;

/// <summary>Pages that fill from top to bottom: A4 landscape, because tables are wide.</summary>
/// <param name="foot">Text at the foot of every page, to the left of the page number.</param>
internal sealed class PdfPages(string foot)
{
    public const double Width = 842;
    public const double Height = 595;
    public const double Left = 42;
    public const double ContentWidth = Width - 2 * Left;
    public const double Body = 9.5;
    private const double Top = 40;
    private const double Bottom = Height - 44;
    private const double Leading = 1.35;

    private readonly List<PdfCanvas> _pages = [];

    public PdfFont Regular { get; } = new("F1", "DejaVuSansCondensed", TrueTypeFont.Regular);

    public PdfFont Bold { get; } = new("F2", "DejaVuSansCondensed-Bold", TrueTypeFont.Bold);

    public IReadOnlyList<PdfCanvas> All => _pages;

    /// <summary>The current page.</summary>
    public PdfCanvas Page => _pages[^1];

    /// <summary>The position of the next item, from the top.</summary>
    public double Y { get; private set; }

    /// <summary>The height of the content area of a page.</summary>
    public static double FullHeight => Bottom - Top;

    public double AvailableHeight => Bottom - Y;

    public static double LineHeight(double size) => size * Leading;

    public void NewPage()
    {
        _pages.Add(new PdfCanvas(_pages.Count, Height));
        Y = Top;
        Page.BeginArtifact();
        Page.Line([new Point(Left, Bottom + 8), new Point(Width - Left, Bottom + 8)], ColourRole.Grid, 0.5);
        Page.Text(Left, Bottom + 22, foot, Regular, 8, ColourRole.Quiet);
        string number = PdfObjects.Text($"{_pages.Count}");
        Page.Text(Width - Left - Regular.Face.Width(number, 8), Bottom + 22, number, Regular, 8, ColourRole.Quiet);
        Page.End();
    }

    /// <summary>Starts a new page if less than this height is left.</summary>
    public void EnsureSpace(double height)
    {
        if (_pages.Count == 0 || AvailableHeight < Math.Min(height, FullHeight))
            NewPage();
    }

    public void Advance(double height) => Y += height;

    /// <summary>Writes text over the width of the page or a part of it, and continues on further pages if necessary.</summary>
    /// <param name="font">Null for <see cref="Regular"/>.</param>
    /// <param name="after">The space below it.</param>
    public void Flow(
        StructureElement element, string text, double after = 0, PdfFont? font = null, double size = Body, double x = Left, double width = ContentWidth,
        ColourRole colour = ColourRole.Text)
    {
        double step = LineHeight(size);
        IReadOnlyList<string> lines = PdfText.Lines(text, (font ?? Regular).Face, size, width);
        for (int next = 0; next < lines.Count;)
        {
            EnsureSpace(step);
            int count = Math.Min(lines.Count - next, Math.Max(1, (int)(AvailableHeight / step)));
            Lines(element, lines.Skip(next).Take(count), font ?? Regular, size, x, Y, colour);
            Advance(count * step);
            next += count;
        }
        Advance(after);
    }

    /// <summary>Writes lines as one piece of marked content. Each line ends with a space, so that screen readers keep words apart.</summary>
    public void Lines(StructureElement element, IEnumerable<string> lines, PdfFont font, double size, double x, double top, ColourRole colour = ColourRole.Text)
    {
        Page.Begin(element);
        double baseline = top + size;
        foreach (string line in lines)
        {
            Page.Text(x, baseline, line + " ", font, size, colour);
            baseline += LineHeight(size);
        }
        Page.End();
    }
}
