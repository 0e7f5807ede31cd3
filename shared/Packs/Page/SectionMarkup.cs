using IncDiv.Contracts.Html;
using IncDiv.Packs.Charts;
using IncDiv.Packs.Document;

namespace IncDiv.Packs.Page;

/// <summary>Sections and their blocks as HTML.</summary>
internal static class SectionMarkup
{
    // Longer tables are folded away, except the scorecard's, which has at most a line a measure.
    private const int MostOpenRows = 150;

    public static Element Of(PackSection section) =>
        Tag.Of("section", [Tag.Of("h2", section.Title).With("id", section.Id), .. Blocks(section.Blocks)]).With("aria-labelledby", section.Id);

    // Charts that follow one another stand side by side where there is room.
    private static IEnumerable<Node> Blocks(IReadOnlyList<Block> blocks)
    {
        List<Node> charts = [];
        foreach (Block block in blocks)
        {
            if (block is Figure figure)
            {
                charts.Add(Of(figure.Chart));
                continue;
            }
            if (charts.Count > 0)
                yield return Tag.Of("div", charts).With("class", "charts");
            charts = [];
            yield return Of(block);
        }
        if (charts.Count > 0)
            yield return Tag.Of("div", charts).With("class", "charts");
    }

    private static Element Of(Block block) => block switch
    {
        Heading heading => Tag.H3(heading.Text).With("id", heading.Id),
        Paragraph { Lead.Length: > 0 } paragraph => Marked(Tag.P(Tag.Strong(paragraph.Lead), " " + paragraph.Text), paragraph),
        Paragraph paragraph => Marked(Tag.P(paragraph.Text), paragraph),
        Definitions definitions => Tag.Dl(definitions.Entries.Select(e => (e.Term, (Node)e.Text))),
        Messages messages => Tag.Ul(messages.Entries.Select(Card)).With("class", "headlines"),
        Table { Rows.Count: > MostOpenRows } table => Tag.Of("details", Tag.Of("summary", $"{table.Caption} ({Figures.FigureFormat.Count(table.Rows.Count)} rows)"), TableMarkup.Of(table)),
        Table table => TableMarkup.Of(table),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "A new block needs its markup here."),
    };

    private static Element Marked(Element element, Paragraph paragraph) => paragraph.IsNotice ? element.With("class", "notice") : element;

    private static Element Card(Message message) => Tag.Of("div", [Tag.H3(message.Title), .. message.Sentences.Select(s => Tag.P(s))]);

    // Every view stands on the page; the script shows one at a time.
    private static Element Of(Chart chart) =>
        Tag.Of("div", chart.Views.Select((v, i) => View(chart.Views.Count == 1 ? chart.Id : $"{chart.Id}-view-{i + 1}", v))).With("class", "views").With("id", chart.Views.Count == 1 ? chart.Id + "-views" : chart.Id);

    private static Element View(string id, ChartView view)
    {
        var caption = Tag.Of("figcaption", view.Finding, Tag.Span($"{view.Subtitle} {view.Reading}".TrimEnd()), Tag.Link("#" + id, "Link to this chart").With("class", "here"));
        Node[] drawn = view.Drawing is null
            ? [Tag.P("No chart: none of its figures can be shown.").With("class", "notice")]
            : [Tag.Of("div", SvgDrawing.Of(id, view.Finding, view.Description, view.Drawing))
                .With("class", "chart").With("role", "region").With("aria-label", $"Chart: {view.Finding}. {view.Subtitle}").With("tabindex", "0")];
        Node[] note = view.Note.Length == 0 ? [] : [Tag.P(view.Note).With("class", "note")];
        Element details = Tag.Of("details", Tag.Of("summary", "Figures of this chart"), TableMarkup.Of(view.Table));
        return Tag.Of("figure", [caption, .. drawn, .. note, details]).With("id", id).With("data-view", view.Name);
    }
}
