using static IncDiv.Packs.Pdf.PdfObjects;

namespace IncDiv.Packs.Pdf;

/// <summary><c>pack.pdf</c>: the document as a tagged PDF to PDF/UA-1, with bookmarks and embedded fonts. It has the same content as the page. Reference tables
/// are in an annex at the end, so that the parts that a board reads come first. The same document gives the same bytes.</summary>
internal sealed class PackPdf
{
    private const double Indent = 150;
    private const double Gutter = 24;

    private readonly PdfPages _pages;
    private readonly StructureElement _root = new("Document");
    private readonly List<Bookmark> _bookmarks = [];
    private readonly List<Table> _annex = [];

    private PackPdf(PackDocument document) => _pages = new PdfPages($"{document.Title}, {document.Period}");

    /// <param name="author">The publisher.</param>
    /// <param name="published">The day printed on the cover, which is also the file's date.</param>
    public static byte[] Render(PackDocument document, string author, DateOnly published)
    {
        var pdf = new PackPdf(document);
        pdf.LayOut(document);
        return pdf.ToBytes($"{document.Title}, {document.Period}", author, published);
    }

    private void LayOut(PackDocument document)
    {
        StructureElement cover = _root.Add("Sect");
        _pages.Flow(cover.Add("P"), document.Audience, after: 4, size: 10);
        _pages.Flow(cover.Add("H1"), document.Title, font: _pages.Bold, size: 24, colour: ColourRole.First);
        _pages.Flow(cover.Add("P"), document.Period, after: 10, size: 14);
        // The cover leaves out its facts if a section repeats them.
        if (!document.Sections.SelectMany(s => s.Blocks).OfType<Definitions>().Any(d => d.Entries.SequenceEqual(document.Facts)))
            Entries(cover, document.Facts);
        foreach (PackSection section in document.Sections)
        {
            _pages.Advance(14);
            StructureElement element = Begin(section.Title);
            foreach (Block block in section.Blocks)
                LayOut(element, block);
        }
        if (_annex.Count == 0)
            return;
        _pages.NewPage();
        StructureElement annex = Begin("Annex: tables in full");
        foreach (Table table in _annex)
        {
            AddBookmark(_bookmarks[^1].Below, table.Caption, 60);
            PdfTable.Draw(_pages, annex, table);
        }
    }

    private StructureElement Begin(string title)
    {
        StructureElement element = _root.Add("Sect");
        AddBookmark(_bookmarks, title, 120);
        _pages.Flow(element.Add("H2"), title, after: 5, _pages.Bold, 16, colour: ColourRole.First);
        return element;
    }

    // A bookmark of what comes next, on a page with this height left for it.
    private void AddBookmark(List<Bookmark> bookmarks, string title, double height)
    {
        _pages.EnsureSpace(height);
        bookmarks.Add(new Bookmark(title, _pages.All.Count - 1, _pages.Y, []));
    }

    private void LayOut(StructureElement section, Block block)
    {
        switch (block)
        {
            case Heading heading:
                AddBookmark(_bookmarks[^1].Below, heading.Text, 90);
                _pages.Flow(section.Add("H3"), heading.Text, after: 4, _pages.Bold, 12);
                break;
            case Paragraph paragraph:
                if (paragraph.Lead.Length > 0)
                {
                    _pages.EnsureSpace(3 * PdfPages.LineHeight(PdfPages.Body));
                    _pages.Flow(section.Add("P"), paragraph.Lead, font: _pages.Bold);
                }
                _pages.Flow(section.Add("P"), paragraph.Text, after: 7, paragraph.IsNotice ? _pages.Bold : _pages.Regular);
                break;
            case Definitions definitions:
                Entries(section, definitions.Entries);
                break;
            case Messages messages:
                foreach (Message message in messages.Entries)
                {
                    _pages.EnsureSpace(44);
                    _pages.Flow(section.Add("H3"), message.Title, font: _pages.Bold, size: 11);
                    foreach (string sentence in message.Sentences)
                        _pages.Flow(section.Add("P"), sentence, after: 1);
                    _pages.Advance(7);
                }
                break;
            case Figure figure:
                foreach (ChartView view in figure.Chart.Views)
                    LayOut(section, view);
                break;
            case Table table:
                LayOut(section, table);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "Add the layout of this kind of block here.");
        }
    }

    // The table is next to its chart if it fits there, otherwise below.
    private void LayOut(StructureElement section, ChartView view)
    {
        double scale = view.Drawing is { } picture
            ? Math.Min(0.75, Math.Min(PdfPages.ContentWidth / picture.Width, (PdfPages.FullHeight - 110) / picture.Height))
            : 0;
        double height = (view.Drawing?.Height ?? 0) * scale, left = PdfPages.Left + (view.Drawing?.Width ?? 0) * scale + Gutter;
        double availableWidth = PdfPages.Left + PdfPages.ContentWidth - left;
        double table = view.Drawing is null || view.Table.IsDetail || view.Table.Rows.Count == 0
            ? double.PositiveInfinity
            : PdfTable.Height(_pages, view.Table, availableWidth);
        bool isNextTo = table < (PdfPages.FullHeight - 110);
        _pages.EnsureSpace(64 + (isNextTo ? Math.Max(height, table) : height));
        _pages.Flow(section.Add("P"), view.Finding, font: _pages.Bold, size: 11);
        _pages.Flow(section.Add("P"), view.Subtitle, after: 1);
        if (view.Drawing is { } drawing)
        {
            _pages.Flow(section.Add("P"), view.Reading, after: 4);
            double top = _pages.Y;
            PdfDrawing.Draw(_pages, section, drawing, view.Description, scale);
            double bottom = _pages.Y;
            if (isNextTo)
            {
                _pages.Advance(top - bottom);
                PdfTable.Draw(_pages, section, view.Table, left, availableWidth);
                _pages.Advance(Math.Max(0, bottom - _pages.Y));
            }
        }
        if (view.Note.Length > 0)
            _pages.Flow(section.Add("P"), view.Note, after: 6);
        if (!isNextTo && view.Table.Rows.Count > 0)
            LayOut(section, view.Table);
        _pages.Advance(6);
    }

    private void LayOut(StructureElement section, Table table)
    {
        if (!table.IsDetail)
        {
            PdfTable.Draw(_pages, section, table);
            return;
        }
        _annex.Add(table);
        _pages.Flow(section.Add("P"), $"In the annex: {table.Caption}.", after: 7);
    }

    // Terms are on the left, their meanings on the right.
    private void Entries(StructureElement section, IReadOnlyList<Fact> facts)
    {
        StructureElement list = section.Add("L");
        foreach (Fact fact in facts)
        {
            double step = PdfPages.LineHeight(PdfPages.Body);
            IReadOnlyList<string> term = PdfText.Lines(fact.Term, _pages.Bold.Face, PdfPages.Body, Indent - 10);
            int lines = PdfText.Lines(fact.Text, _pages.Regular.Face, PdfPages.Body, PdfPages.ContentWidth - Indent).Count;
            _pages.EnsureSpace(Math.Max(term.Count, Math.Min(lines, 20)) * step);
            StructureElement item = list.Add("LI");
            double top = _pages.Y;
            int page = _pages.All.Count;
            _pages.Lines(item.Add("Lbl"), term, _pages.Bold, PdfPages.Body, PdfPages.Left, top);
            _pages.Flow(item.Add("LBody"), fact.Text, x: PdfPages.Left + Indent, width: PdfPages.ContentWidth - Indent);
            if (page == _pages.All.Count)
                _pages.Advance(Math.Max(0, top + term.Count * step - _pages.Y));
            _pages.Advance(4);
        }
        _pages.Advance(6);
    }

    private byte[] ToBytes(string title, string author, DateOnly published)
    {
        var file = new PdfObjects();
        int tree = file.Reserve(), parent = file.Reserve();
        int[] pages = [.. _pages.All.Select(_ => file.Reserve())];
        _root.WriteTo(file, tree, pages);
        int regular = _pages.Regular.WriteTo(file), bold = _pages.Bold.WriteTo(file);
        for (int i = 0; i < pages.Length; i++)
        {
            int content = file.AddStream("", _pages.All[i].Content);
            file.Set(
                pages[i],
                Text($"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {PdfPages.Width} {PdfPages.Height}]")
                + Text($"/Resources<</Font<</F1 {regular} 0 R/F2 {bold} 0 R>>>>/Contents {content} 0 R/StructParents {i}/Tabs/S>>"));
        }
        file.Set(parent, Text($"<</Type/Pages/Count {pages.Length}/Kids[{References(pages)}]>>"));
        string owners = string.Concat(_pages.All.Select((p, i) => Text($"{i}[{References(p.Marks.Select(m => m.Id))}]")));
        int numbers = file.Add($"<</Nums[{owners}]>>");
        file.Set(tree, Text($"<</Type/StructTreeRoot/K {_root.Id} 0 R/ParentTree {numbers} 0 R/ParentTreeNextKey {pages.Length}>>"));
        int outlines = file.Reserve();
        (string ends, int count) = Outlines(file, outlines, _bookmarks, pages);
        file.Set(outlines, Text($"<</Type/Outlines{ends}/Count {count}>>"));
        int metadata = file.AddStream("/Type/Metadata/Subtype/XML", Encoding.UTF8.GetBytes(PdfMetadata.Create(title, author, published)), isCompressed: false);
        int catalog = file.Add(
            Text($"<</Type/Catalog/Pages {parent} 0 R/Lang(en-GB)/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R")
            + Text($"/Outlines {outlines} 0 R/PageMode/UseOutlines/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata} 0 R>>"));
        string day = published.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        int info = file.Add($"<</Title{String(title)}/Author{String(author)}/CreationDate(D:{day}000000Z)/ModDate(D:{day}000000Z)>>");
        return file.ToBytes(catalog, info);
    }

    private static (string Ends, int Count) Outlines(PdfObjects file, int parent, List<Bookmark> bookmarks, int[] pages)
    {
        if (bookmarks.Count == 0)
            return ("", 0);
        int[] ids = [.. bookmarks.Select(_ => file.Reserve())];
        for (int i = 0; i < ids.Length; i++)
        {
            Bookmark mark = bookmarks[i];
            (string ends, int below) = Outlines(file, ids[i], mark.Below, pages);
            string siblings = (i > 0 ? Text($"/Prev {ids[i - 1]} 0 R") : "") + (i + 1 < ids.Length ? Text($"/Next {ids[i + 1]} 0 R") : "");
            // A negative count means that the lower levels are collapsed.
            string folded = below > 0 ? Text($"{ends}/Count {-below}") : "";
            file.Set(
                ids[i],
                Text($"<</Title{String(mark.Title)}/Parent {parent} 0 R{siblings}{folded}")
                + Text($"/Dest[{pages[mark.Page]} 0 R/XYZ 0 {PdfPages.Height - mark.Y + 6:0.##} null]>>"));
        }
        return (Text($"/First {ids[0]} 0 R/Last {ids[^1]} 0 R"), ids.Length);
    }

    private static string References(IEnumerable<int> ids) => string.Join(' ', ids.Select(id => Text($"{id} 0 R")));

    /// <param name="Page">Page index, from 0.</param>
    private sealed record Bookmark(string Title, int Page, double Y, List<Bookmark> Below);
}
