namespace IncDiv.Packs.Html;

/// <summary>Sections and their blocks as HTML.</summary>
internal static class SectionMarkup
{
    // Longer tables are collapsed, except the scorecard, which has at most one line per measure.
    private const int MaxOpenRows = 150;

    public static Element Render(PackSection section) => new PageSection(section.Id, section.Title, Blocks(section.Blocks)).ToElement();

    // Consecutive charts are placed side by side if the page is wide enough.
    private static IEnumerable<Node> Blocks(IReadOnlyList<Block> blocks)
    {
        List<Node> charts = [];
        foreach (Block block in blocks)
        {
            if (block is Figure figure)
            {
                charts.Add(Render(figure.Chart));
                continue;
            }
            if (charts.Count > 0)
                yield return Tag.Create("div", charts).With("class", "charts");
            charts = [];
            yield return Render(block);
        }
        if (charts.Count > 0)
            yield return Tag.Create("div", charts).With("class", "charts");
    }

    private static Element Render(Block block) => block switch
    {
        Heading heading => Tag.H3(heading.Text).With("id", heading.Id),
        Paragraph { Lead.Length: > 0 } paragraph => Marked(Tag.P(Tag.Strong(paragraph.Lead), " " + paragraph.Text), paragraph),
        Paragraph paragraph => Marked(Tag.P(paragraph.Text), paragraph),
        Definitions definitions => Tag.Dl(definitions.Entries.Select(e => (e.Term, (Node)e.Text))),
        Messages messages => Tag.Ul(messages.Entries.Select(Card)).With("class", "headlines"),
        Table { Rows.Count: > MaxOpenRows } table => Tag.Create(
            "details",
            Tag.Create("summary", $"{table.Caption} ({FigureFormat.Count(table.Rows.Count)} rows)"),
            TableMarkup.Render(table)),
        Table table => TableMarkup.Render(table),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "Add the markup of this block here."),
    };

    private static Element Marked(Element element, Paragraph paragraph) => paragraph.IsNotice ? element.With("class", "notice") : element;

    private static Element Card(Message message) => Tag.Create("div", [Tag.H3(message.Title), .. message.Sentences.Select(s => Tag.P(s))]);

    // Every view is in the page; the script shows one at a time.
    private static Element Render(Chart chart)
    {
        bool isSingle = chart.Views.Count == 1;
        return Tag.Create("div", chart.Views.Select((v, i) => View(isSingle ? chart.Id : $"{chart.Id}-view-{i + 1}", v)))
            .With("class", "views")
            .With("id", isSingle ? chart.Id + "-views" : chart.Id);
    }

    private static Element View(string id, ChartView view)
    {
        var caption = Tag.Create(
            "figcaption", view.Finding, Tag.Span($"{view.Subtitle} {view.Reading}".TrimEnd()),
            Tag.Link("#" + id, "Link to this chart").With("class", "here"));
        Node[] drawn = view.Drawing is null
            ? [Tag.P("No chart: none of its figures can be shown.").With("class", "notice")]
            : [Tag.Create("div", SvgDrawing.Render(id, view.Finding, view.Description, view.Drawing))
                .With("class", "chart").With("role", "region").With("aria-label", $"Chart: {view.Finding}. {view.Subtitle}").With("tabindex", "0")];
        Node[] note = view.Note.Length == 0 ? [] : [Tag.P(view.Note).With("class", "note")];
        Element details = Tag.Create("details", Tag.Create("summary", "Figures of this chart"), TableMarkup.Render(view.Table));
        return Tag.Create("figure", [caption, .. drawn, .. note, details]).With("id", id).With("data-view", view.Name);
    }
}
