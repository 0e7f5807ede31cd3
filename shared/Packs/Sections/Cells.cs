using IncDiv.Contracts.Html;
using IncDiv.Contracts.Output;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>Table cells that several sections share.</summary>
internal static class Cells
{
    /// <summary>A comparison with the word its test supports; a sign repeats the word, colour says nothing by itself.</summary>
    public static Element Comparison(MeasureRow row) => row.Significance.Length == 0
        ? Tag.P(Wording.Comparison(row))
        : Tag.P(Tag.Sign(Wording.Sign(row.Significance)), Tag.Span(row.Significance).With("class", "word"), ". " + Wording.Comparison(row));

    /// <summary>The gap of a measure in the space of a scorecard.</summary>
    public static Element ShortGap(MeasureRow row) => Tag.Of("div", Tag.P($"{row.Group} to {row.Comparator}"), ShortChange(row));

    /// <summary>Word, figure and interval of a difference.</summary>
    public static Element ShortChange(MeasureRow row) => row.Significance.Length == 0
        ? Tag.P(FigureFormat.Short(row))
        : Tag.P(Tag.Sign(Wording.Sign(row.Significance)), Tag.Span(row.Significance).With("class", "word"), " " + FigureFormat.Short(row));

    public static Element Name(Measure measure) => Tag.Span(Tag.Span(measure.Id).With("class", "id"), measure.Name);

    public static Element Status(string status) =>
        Tag.Span(Tag.Sign(Wording.StatusSign(status)), status).With("class", "word");
}
