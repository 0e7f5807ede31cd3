using IncDiv.Contracts.Html;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>How the figures were worked out, with the thresholds that were used.</summary>
internal static class MethodSection
{
    public static PageSection Methods(PackInput input) => new PageSection(
        "methods",
        "Methods",
        Tag.Dl(
            ("Intervals", "95% intervals. Percentages: Wilson score interval on the effective base. Gaps: Newcombe hybrid score interval. An interval covers sampling error only, not who did not answer."),
            ("Higher, lower", "The difference itself is tested at the 5% level; overlapping intervals do not prove that there is no difference. The pack holds many tests, so about one in twenty would stand out by chance alone."),
            ("Weights", "Survey percentages are weighted with the survey's own weights. Workforce figures are counts of heads and carry no weights."),
            ("Base", "The base is the number of people or answers behind a figure, unweighted. Intervals and tests use the effective base (Kish), which is smaller because weights vary. \u201CDo not know\u201D, \u201Cprefer not to say\u201D and blanks are outside the base."),
            ("Windows", "Public Attitude Survey and victim satisfaction: four quarters pooled where all four are in, otherwise the single quarter, as stated beside each figure. Workforce: the last day of the quarter; joiners, leavers and promotions over four quarters. Staff survey: the last wave, with its date."),
            ("Population", "Representation is set against London's population as the strategy gives it (S000, Table 1). Each benchmark is printed with its source."),
            ("Rounding", "Half away from zero. Gaps are worked out from unrounded figures: 79.4 and 71.6 are shown as 79 and 72 with a gap of 8."),
            ("Small numbers", $"A survey figure from fewer than {FigureFormat.Count(input.Thresholds.SurveyMinimumBase)} answers and a workforce figure about fewer than {FigureFormat.Count(input.Thresholds.WorkforceMinimumCount)} people is suppressed [c], with every gap, ratio and index that rests on it."),
            ("Status", "Met: the figure reaches its target. Near: it misses, with the target inside the 95% interval. Missed: the interval excludes the target.")),
        Tag.P(Tag.Strong("Secondary suppression is not applied yet. "), "A suppressed figure may be worked out by subtracting other figures from a total. Until it is applied, this pack must not be passed on beyond the board.").With("class", "notice"));

    public static PageSection SymbolList() => new PageSection(
        "symbols",
        "Symbols",
        Tag.P("Symbols stand in square brackets. In measures.csv they have a column of their own, without brackets."),
        Tag.Dl(Symbols.All.Select(s => ($"[{s.Code}]", (Node)Capital(s.Meaning)))));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
