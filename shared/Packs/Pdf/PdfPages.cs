namespace IncDiv.Packs.Pdf;

/// <summary>Pages that fill from top to bottom: A4 across, because tables are wide.</summary>
/// <param name="foot">Stands at the foot of every page, before its number.</param>
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

    /// <summary>The page that is being filled.</summary>
    public PdfCanvas Page => _pages[^1];

    /// <summary>Where the next thing goes, from the top.</summary>
    public double Y { get; private set; }

    /// <summary>What a page can hold at most.</summary>
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

    /// <summary>Goes to a new page where there is less room than that.</summary>
    public void EnsureSpace(double height)
    {
        if (_pages.Count == 0 || AvailableHeight < Math.Min(height, FullHeight))
            NewPage();
    }

    public void Advance(double height) => Y += height;

    /// <summary>Text over the width of the page or a part of it, on further pages where it must be.</summary>
    public void Flow(StructureElement element, string text, PdfFont font, double size, double x = Left, double width = ContentWidth, ColourRole ink = ColourRole.Text)
    {
        double step = LineHeight(size);
        IReadOnlyList<string> lines = PdfText.Lines(text, font.Face, size, width);
        for (int next = 0; next < lines.Count;)
        {
            EnsureSpace(step);
            int count = Math.Min(lines.Count - next, Math.Max(1, (int)(AvailableHeight / step)));
            Lines(element, lines.Skip(next).Take(count), font, size, x, Y, ink);
            Advance(count * step);
            next += count;
        }
    }

    /// <summary>Lines as one piece of marked content. A blank ends each line, so that words stay apart for those who listen.</summary>
    public void Lines(StructureElement element, IEnumerable<string> lines, PdfFont font, double size, double x, double top, ColourRole ink = ColourRole.Text)
    {
        Page.Begin(element);
        double baseline = top + size;
        foreach (string line in lines)
        {
            Page.Text(x, baseline, line + " ", font, size, ink);
            baseline += LineHeight(size);
        }
        Page.End();
    }
}
