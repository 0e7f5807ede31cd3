namespace IncDiv.Packs.Pdf;

/// <summary>Lays out a table. Columns are as wide as they need, headers repeat on every page, and a row is broken only if it does not fit on a page. Reference
/// tables use smaller type. Narrow tables run in strips side by side, like the columns of a newspaper.</summary>
internal sealed class PdfTable
{
    private const int MinRowsPerStrip = 4;
    private const int MaxStrips = 3;
    private const double StripGap = 12;
    private const double MaxColumnWidth = 230;
    private const double MaxFigureWidth = 110;

    private readonly PdfPages _pages;
    private readonly Table _table;
    private readonly double _size, _padding, _above, _step;
    private readonly double[] _widths;
    private readonly IReadOnlyList<string>[] _titles;
    private readonly double _start, _availableWidth;
    private double _left;

    private PdfTable(PdfPages pages, Table table, double left, double availableWidth)
    {
        (_pages, _table, _start, _left, _availableWidth) = (pages, table, left, left, availableWidth);
        (_size, _padding, _above) = table.IsDetail ? (6.5, 3, 0.6) : (8, 4, 2);
        _step = PdfPages.LineHeight(_size);
        _widths = Widths(table);
        _titles = [.. table.Columns.Select((c, i) => Broken(c.Title, pages.Bold, _widths[i]))];
    }

    private double Width => _widths.Sum();

    private int StripCount => Math.Min(Math.Min(MaxStrips, _table.Rows.Count / MinRowsPerStrip), (int)((_availableWidth + StripGap) / (Width + StripGap)));

    /// <param name="left">Left edge of the table.</param>
    /// <param name="availableWidth">Maximum width of the table.</param>
    public static void Draw(
        PdfPages pages, StructureElement section, Table table, double left = PdfPages.Left, double availableWidth = PdfPages.ContentWidth)
    {
        var drawn = new PdfTable(pages, table, left, availableWidth);
        pages.EnsureSpace(7 * drawn._step);
        StructureElement element = section.Add("Table");
        pages.Flow(element.Add("Caption"), table.Caption, after: 3, pages.Bold, x: left, width: availableWidth);
        StructureElement header = element.Add("THead").Add("TR");
        StructureElement[] titles = [.. table.Columns.Select(_ => header.Add("TH", "<</O/Table/Scope/Column>>"))];
        List<Line> lines = drawn.LinesOf(element.Add("TBody"));
        if (drawn.StripCount > 1)
            drawn.DrawStrips(titles, lines, drawn.StripCount);
        else
            drawn.DrawSingle(titles, lines);
        pages.Advance(10);
    }

    /// <summary>The height of a table in the available width, or infinity if its columns do not fit next to one another.</summary>
    public static double Height(PdfPages pages, Table table, double availableWidth)
    {
        var drawn = new PdfTable(pages, table, PdfPages.Left, availableWidth);
        if (drawn.Width > availableWidth)
            return double.PositiveInfinity;
        List<Line> lines = drawn.LinesOf(new StructureElement("TBody"));
        double rows = drawn.StripCount > 1 ? drawn.StripHeight(lines, drawn.StripCount) : lines.Sum(drawn.Height);
        int captionLines = PdfText.Lines(table.Caption, pages.Bold.Face, PdfPages.Body, availableWidth).Count;
        return captionLines * PdfPages.LineHeight(PdfPages.Body) + 3 + drawn.HeaderHeight() + rows + 10;
    }

    // Strips share the lines evenly. A strip may be longer by a row, or by a heading that is repeated from the strip before.
    private double StripHeight(IEnumerable<Line> lines, int strips) =>
        lines.Sum(Height) / strips + (_table.GroupTitle.Length > 0 ? 2 : 1) * (_step + 2 * _above);

    private List<Line> LinesOf(StructureElement body)
    {
        List<Line> lines = [];
        string group = "";
        foreach (Row row in _table.Rows)
        {
            if (row.Group != group)
            {
                group = row.Group;
                StructureElement heading = body.Add("TR").Add("TH", PdfObjects.Text($"<</O/Table/Scope/Row/ColSpan {_table.Columns.Count}>>"));
                lines.Add(new Line([new Part(heading, Broken(group, _pages.Bold, Width))], group, IsHeading: true));
            }
            StructureElement line = body.Add("TR");
            StructureElement Element(int column) => column == 0 ? line.Add("TH", "<</O/Table/Scope/Row>>") : line.Add("TD");
            lines.Add(new Line([.. row.Cells.Select((c, i) => new Part(Element(i), Broken(c.Shown, _pages.Regular, _widths[i])))], group, IsHeading: false));
        }
        return lines;
    }

    // Draws all rows below one another, over as many pages as necessary.
    private void DrawSingle(StructureElement[] titles, List<Line> lines)
    {
        Header(titles);
        foreach (Line line in lines)
        {
            if (_pages.AvailableHeight < (Height(line) + (line.IsHeading ? 2 * (_step + 2 * _above) : 0)) && _pages.AvailableHeight < PdfPages.FullHeight / 2)
                NextPage();
            for (int next = 0; next < line.Count;)
            {
                if (_pages.AvailableHeight < _step + 2 * _above)
                    NextPage();
                int taken = Math.Min(line.Count - next, (int)((_pages.AvailableHeight - 2 * _above) / _step));
                Write(line, next, taken);
                next += taken;
            }
            Rule(ColourRole.Grid, 0.5);
        }
    }

    // Draws strips of about the same height side by side, and continues on the next page if necessary.
    private void DrawStrips(StructureElement[] titles, List<Line> lines, int strips)
    {
        StructureElement[]? first = titles;
        for (int next = 0; next < lines.Count;)
        {
            double header = HeaderHeight();
            _pages.EnsureSpace(header + 3 * (_step + 2 * _above));
            double top = _pages.Y, availableHeight = _pages.AvailableHeight - header;
            double stripHeight = StripHeight(lines.Skip(next), strips), lowest = top;
            for (int strip = 0; strip < strips && next < lines.Count; strip++)
            {
                _pages.Advance(top - _pages.Y);
                _left = _start + strip * (Width + StripGap);
                Header(first);
                first = null;
                double start = _pages.Y, height = Math.Min(availableHeight, stripHeight);
                if (!lines[next].IsHeading && lines[next].Group.Length > 0)
                    RepeatHeading(lines[next].Group);
                int firstInStrip = next;
                while (next < lines.Count && (next == firstInStrip || Fits(lines, next, height - (_pages.Y - start))))
                {
                    Write(lines[next], 0, lines[next].Count);
                    Rule(ColourRole.Grid, 0.5);
                    next++;
                }
                lowest = Math.Max(lowest, _pages.Y);
            }
            _pages.Advance(lowest - _pages.Y);
            if (next < lines.Count)
                _pages.NewPage();
        }
        _left = _start;
    }

    private bool Fits(List<Line> lines, int at, double availableHeight) =>
        Height(lines[at]) + (lines[at].IsHeading && at + 1 < lines.Count ? Height(lines[at + 1]) : 0) <= availableHeight;

    private double Height(Line line) => line.Count * _step + 2 * _above;

    private double HeaderHeight() => _titles.Max(l => l.Count) * _step + 2 * _above;

    // The lines of a text in a cell of that width.
    private IReadOnlyList<string> Broken(string text, PdfFont font, double width) => PdfText.Lines(text, font.Face, _size, width - 2 * _padding);

    // Only the first header is read out. Repeated headers are artifacts, which screen readers skip.
    private void Header(StructureElement[]? elements)
    {
        double height = HeaderHeight();
        _pages.EnsureSpace(height + 2 * _step);
        for (int i = 0; i < _titles.Length; i++)
            if (elements is not null)
                _pages.Lines(elements[i], _titles[i], _pages.Bold, _size, Start(i), _pages.Y + _above);
            else
                Artifact(_titles[i], Start(i));
        _pages.Advance(height);
        Rule(ColourRole.First, 1.2);
    }

    // Repeats the heading of a group that continues in the next strip, as an artifact.
    private void RepeatHeading(string group)
    {
        Artifact([Broken(group, _pages.Bold, Width)[0]], Start(0));
        _pages.Advance(_step + 2 * _above);
    }

    private void Artifact(IReadOnlyList<string> lines, double x)
    {
        _pages.Page.BeginArtifact();
        for (int i = 0; i < lines.Count; i++)
            _pages.Page.Text(x, _pages.Y + _above + _size + i * _step, lines[i], _pages.Bold, _size);
        _pages.Page.End();
    }

    private void Write(Line line, int from, int count)
    {
        for (int i = 0; i < line.Parts.Count; i++)
            if (from < line.Parts[i].Lines.Count)
                _pages.Lines(
                    line.Parts[i].Element, line.Parts[i].Lines.Skip(from).Take(count),
                    line.IsHeading ? _pages.Bold : _pages.Regular, _size, Start(i), _pages.Y + _above);
        _pages.Advance(count * _step + 2 * _above);
    }

    private void NextPage()
    {
        _pages.NewPage();
        Header(null);
    }

    private void Rule(ColourRole colour, double width)
    {
        _pages.Page.BeginArtifact();
        _pages.Page.Line([new Point(_left, _pages.Y), new Point(_left + Width, _pages.Y)], colour, width);
        _pages.Page.End();
    }

    // Left edge of the text of a column.
    private double Start(int column) => _left + _widths.Take(column).Sum() + _padding;

    // Figures and intervals are never broken. Every other column gets the width of its longest word. Spare width is shared by columns with longer text.
    private double[] Widths(Table table)
    {
        double[] minimum = new double[table.Columns.Count], preferred = new double[table.Columns.Count];
        for (int i = 0; i < table.Columns.Count; i++)
        {
            IEnumerable<(string Text, TrueTypeFont Face)> texts = table.Rows.Select(r => (r.Cells[i].Shown, TrueTypeFont.Regular))
                .Append((table.Columns[i].Title, TrueTypeFont.Bold));
            bool isWhole = table.Columns[i].Kind != ColumnKind.Text;
            double widestWord = texts.Max(t => PdfText.WidestWord(t.Text, t.Face, _size));
            double widestFigure = isWhole ? table.Rows.Select(r => TrueTypeFont.Regular.Width(r.Cells[i].Shown, _size)).DefaultIfEmpty(0).Max() : 0;
            double needed = Math.Max(widestWord, widestFigure);
            minimum[i] = Math.Min(isWhole ? MaxFigureWidth : MaxColumnWidth, needed) + 2 * _padding + 0.5;
            preferred[i] = Math.Max(minimum[i], Math.Min(2 * MaxColumnWidth, texts.Max(t => t.Face.Width(t.Text, _size)) + 2 * _padding + 0.5));
        }
        double spare = _availableWidth - minimum.Sum();
        // Next to a chart, a table that is too wide is not compressed: the caller places it below the chart.
        if (spare < 0)
            return _availableWidth < PdfPages.ContentWidth ? minimum : [.. minimum.Select(w => w * _availableWidth / minimum.Sum())];
        double more = preferred.Sum() - minimum.Sum();
        return more <= spare ? preferred : [.. minimum.Select((w, i) => w + (preferred[i] - w) * spare / more)];
    }

    /// <param name="Group">The group that the line belongs to.</param>
    private sealed record Line(IReadOnlyList<Part> Parts, string Group, bool IsHeading)
    {
        /// <summary>Number of text lines.</summary>
        public int Count { get; } = Parts.Max(p => p.Lines.Count);
    }

    private sealed record Part(StructureElement Element, IReadOnlyList<string> Lines);
}
