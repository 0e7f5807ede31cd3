namespace IncDiv.Packs.Pdf;

/// <summary>
/// Lays a table out: columns as wide as they need, headers again on every page, rows broken only where a page cannot hold them. Tables
/// of detail are set smaller. Narrow ones run in strips side by side, like the columns of a newspaper.
/// </summary>
internal sealed class PdfTable
{
    private const int FewRows = 4;
    private const int MaxStrips = 3;
    private const double Between = 12;
    private const double Widest = 230;
    private const double WidestFigure = 110;

    private readonly PdfPages _pages;
    private readonly Table _table;
    private readonly double _size, _padding, _above, _step;
    private readonly double[] _widths;
    private readonly IReadOnlyList<string>[] _titles;
    private readonly double _start, _room;
    private double _left;

    private PdfTable(PdfPages pages, Table table, double left, double room)
    {
        (_pages, _table, _start, _left, _room) = (pages, table, left, left, room);
        (_size, _padding, _above) = table.IsDetail ? (6.5, 3, 0.6) : (8, 4, 2);
        _step = PdfPages.LineHeight(_size);
        _widths = Widths(table);
        _titles = TitlesOf(table);
    }

    private double Width => _widths.Sum();

    private int StripCount => Math.Min(Math.Min(MaxStrips, _table.Rows.Count / FewRows), (int)((_room + Between) / (Width + Between)));

    public static void Draw(PdfPages pages, StructureElement section, Table table) =>
        Draw(pages, section, table, PdfPages.Left, PdfPages.ContentWidth);

    /// <param name="left">Where the table begins.</param>
    /// <param name="room">Its width at most.</param>
    public static void Draw(PdfPages pages, StructureElement section, Table table, double left, double room)
    {
        var drawn = new PdfTable(pages, table, left, room);
        pages.EnsureSpace(7 * drawn._step);
        StructureElement element = section.Add("Table");
        pages.Flow(element.Add("Caption"), table.Caption, pages.Bold, PdfPages.Body, left, room);
        pages.Advance(3);
        StructureElement header = element.Add("THead").Add("TR");
        StructureElement[] titles = [.. table.Columns.Select(_ => header.Add("TH", "<</O/Table/Scope/Column>>"))];
        List<Line> lines = drawn.LinesOf(element.Add("TBody"));
        if (drawn.StripCount > 1)
            drawn.Strips(titles, lines, drawn.StripCount);
        else
            drawn.Whole(titles, lines);
        pages.Advance(10);
    }

    /// <summary>How high a table is in so much room, or infinite where its columns do not find room side by side.</summary>
    public static double Height(PdfPages pages, Table table, double room)
    {
        var drawn = new PdfTable(pages, table, PdfPages.Left, room);
        if (drawn.Width > room)
            return double.PositiveInfinity;
        List<Line> lines = drawn.LinesOf(new StructureElement("TBody"));
        double rows = drawn.StripCount > 1 ? drawn.Even(lines, drawn.StripCount) : lines.Sum(drawn.Height);
        return PdfText.Lines(table.Caption, pages.Bold.Face, PdfPages.Body, room).Count * PdfPages.LineHeight(PdfPages.Body) + 3 + drawn.HeaderHeight() + rows + 10;
    }

    // A strip may end late by the height of a row, or of a heading that goes over to the next.
    private double Even(IEnumerable<Line> lines, int strips) =>
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
                lines.Add(new Line([new Part(heading, PdfText.Lines(group, _pages.Bold.Face, _size, Width - 2 * _padding))], group, IsHeading: true));
            }
            StructureElement line = body.Add("TR");
            lines.Add(new Line(
                [
                    .. row.Cells.Select((c, i) => new Part(
                        i == 0 ? line.Add("TH", "<</O/Table/Scope/Row>>") : line.Add("TD"), PdfText.Lines(c.Shown, _pages.Regular.Face, _size, _widths[i] - 2 * _padding))),
                ],
                group, IsHeading: false));
        }
        return lines;
    }

    // One after the other, over as many pages as it takes.
    private void Whole(StructureElement[] titles, List<Line> lines)
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

    // As many strips as have room, as even as may be; what a page cannot hold goes on the next.
    private void Strips(StructureElement[] titles, List<Line> lines, int strips)
    {
        StructureElement[]? first = titles;
        for (int next = 0; next < lines.Count;)
        {
            double header = HeaderHeight();
            _pages.EnsureSpace(header + 3 * (_step + 2 * _above));
            double top = _pages.Y, room = _pages.AvailableHeight - header;
            double even = Even(lines.Skip(next), strips), lowest = top;
            for (int strip = 0; strip < strips && next < lines.Count; strip++)
            {
                _pages.Advance(top - _pages.Y);
                _left = _start + strip * (Width + Between);
                Header(first);
                first = null;
                double start = _pages.Y, height = Math.Min(room, even);
                if (!lines[next].IsHeading && lines[next].Group.Length > 0)
                    Again(lines[next].Group);
                int begun = next;
                while (next < lines.Count && (next == begun || Fits(lines, next, height - (_pages.Y - start))))
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

    private bool Fits(List<Line> lines, int at, double room) =>
        Height(lines[at]) + (lines[at].IsHeading && at + 1 < lines.Count ? Height(lines[at + 1]) : 0) <= room;

    private double Height(Line line) => line.Count * _step + 2 * _above;

    private double HeaderHeight() => _titles.Max(l => l.Count) * _step + 2 * _above;

    private IReadOnlyList<string>[] TitlesOf(Table table) => [.. table.Columns.Select((c, i) => PdfText.Lines(c.Title, _pages.Bold.Face, _size, _widths[i] - 2 * _padding))];

    // Only the first header is read out; the others are for the eye.
    private void Header(StructureElement[]? elements)
    {
        double height = HeaderHeight();
        _pages.EnsureSpace(height + 2 * _step);
        for (int i = 0; i < _titles.Length; i++)
        {
            if (elements is not null)
                _pages.Lines(elements[i], _titles[i], _pages.Bold, _size, Start(i), _pages.Y + _above);
            else
                Artifact(_titles[i], Start(i));
        }
        _pages.Advance(height);
        Rule(ColourRole.First, 1.2);
    }

    // The heading of a group that goes on in the next strip, for the eye.
    private void Again(string group)
    {
        Artifact([PdfText.Lines(group, _pages.Bold.Face, _size, Width - 2 * _padding)[0]], Start(0));
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
                _pages.Lines(line.Parts[i].Element, line.Parts[i].Lines.Skip(from).Take(count), line.IsHeading ? _pages.Bold : _pages.Regular, _size, Start(i), _pages.Y + _above);
        _pages.Advance(count * _step + 2 * _above);
    }

    private void NextPage()
    {
        _pages.NewPage();
        Header(null);
    }

    private void Rule(ColourRole ink, double width)
    {
        _pages.Page.BeginArtifact();
        _pages.Page.Line([new Point(_left, _pages.Y), new Point(_left + Width, _pages.Y)], ink, width);
        _pages.Page.End();
    }

    // Where the text of a column begins.
    private double Start(int column) => _left + _widths.Take(column).Sum() + _padding;

    // Figures and intervals are never broken. Every other column gets what its longest word needs; what is left goes to those whose text would like more.
    private double[] Widths(Table table)
    {
        double[] least = new double[table.Columns.Count], wished = new double[table.Columns.Count];
        for (int i = 0; i < table.Columns.Count; i++)
        {
            IEnumerable<(string Text, TrueTypeFont Face)> texts = table.Rows.Select(r => (r.Cells[i].Shown, TrueTypeFont.Regular)).Append((table.Columns[i].Title, TrueTypeFont.Bold));
            bool isWhole = table.Columns[i].Kind != ColumnKind.Text;
            double needed = Math.Max(texts.Max(t => PdfText.WidestWord(t.Text, t.Face, _size)), isWhole ? table.Rows.Select(r => TrueTypeFont.Regular.Width(r.Cells[i].Shown, _size)).DefaultIfEmpty(0).Max() : 0);
            least[i] = Math.Min(isWhole ? WidestFigure : Widest, needed) + 2 * _padding + 0.5;
            wished[i] = Math.Max(least[i], Math.Min(2 * Widest, texts.Max(t => t.Face.Width(t.Text, _size)) + 2 * _padding + 0.5));
        }
        double spare = _room - least.Sum();
        // Beside a chart what is too wide is not squeezed: it goes below.
        if (spare < 0)
            return _room < PdfPages.ContentWidth ? least : [.. least.Select(w => w * _room / least.Sum())];
        double more = wished.Sum() - least.Sum();
        return more <= spare ? wished : [.. least.Select((w, i) => w + (wished[i] - w) * spare / more)];
    }

    /// <param name="Group">The group that the line stands under; its text where the line is the heading itself.</param>
    private sealed record Line(IReadOnlyList<Part> Parts, string Group, bool IsHeading)
    {
        /// <summary>Lines of type.</summary>
        public int Count { get; } = Parts.Max(p => p.Lines.Count);
    }

    private sealed record Part(StructureElement Element, IReadOnlyList<string> Lines);
}
