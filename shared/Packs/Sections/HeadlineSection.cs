using IncDiv.Contracts.Html;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

internal static class HeadlineSection
{
    public static PageSection Render(PackInput input, IReadOnlyList<Measure> measures) => new PageSection(
        "headlines",
        "Headlines",
        Tag.P("\u201CHigher\u201D and \u201Clower\u201D are used only where a statistical test supports them; otherwise the text says \u201Cno clear difference\u201D or \u201Cno clear change\u201D."),
        Tag.Ul(input.Definition.Headlines.Select(h => Card(Headline.Of(h, measures)))).With("class", "headlines"));

    private static Element Card(Headline headline) =>
        Tag.Of("div", [Tag.H3(headline.Title), .. headline.Sentences.Select(s => Tag.P(s))]);
}
