using IncDiv.Contracts.Policies;

namespace IncDiv.Packs.Sections;

/// <summary>How the figures were worked out, with the thresholds that were used.</summary>
internal static class MethodSection
{
    public static PackSection Methods(PackInput input) => new(
        "methods",
        "Methods",
        new Definitions(
        [
            new("Intervals", $"95% intervals. Percentages: Wilson score interval on the effective base{DesignBased(input.Contracts.Measures)}. "
                + "Rates and counts: exact Poisson below 10 events, Byar above. Gaps and changes: from the two intervals, Newcombe's way. "
                + "Ratios: Katz, or rates; exact for small counts. An interval covers sampling error only, not who did not answer."),
            new("Higher, lower", "The difference itself is tested; overlapping intervals do not prove that there is no difference. "
                + "A pack holds many tests, so p-values are adjusted over all of a quarter's comparisons, each in the window shown "
                + "(Benjamini and Hochberg, 5%), and the words follow the adjusted value. The plain p-value is in measures.csv."),
            new("Change on a year before", "Against the same quarter a year before (t − 4): rolling windows that share quarters are never compared."),
            new("Signal of the control chart", "XmR chart of discrete quarters, never of rolling windows: "
                + "common cause, improvement, concern or shift; then whether the process will pass its target, fail it, or hit or miss it by chance. "
                + "Fewer than 13 points are too few for that. Limits start again at a series break."),
            new("Weights", "Survey percentages are weighted with the survey's own weights. Workforce figures are counts of heads and carry no weights."),
            new("Base", "The base is the number of people or answers behind a figure, unweighted. "
                + "Intervals and tests use the effective base (Kish), which is smaller because weights vary. "
                + "\u201CDo not know\u201D, \u201Cprefer not to say\u201D and blanks are outside the base."),
            new("Windows", $"{Windows(input.Contracts.Measures)} Four quarters are pooled where all four are in; "
                + "otherwise the single quarter is shown, as stated next to each figure. A wave has its date."),
            new("Population", "Representation is set against the share of a group in the population. "
                + "Each population has a vintage, which is printed as the source of the benchmark."),
            new("Rounding", "Half away from zero. Gaps are worked out from unrounded figures: 79.4 and 71.6 are shown as 79 and 72 with a gap of 8."),
            new("Decimals", Decimals(input.Definition.Tier)),
            new("Small numbers", SmallNumbers(input.Thresholds)),
            new("Protection against subtraction", Protection(input.Thresholds)),
            new("Editions and quarters", "What an edition published is taken as known for ever: later quarters are protected together with it. "
                + "A later edition adds the figures of feeds that came in late. Figures of a feed that are published stay as they are, "
                + "and later quarters rest on the same data, because a difference of few people would show whose records changed."),
            new("Status", "Met: the figure reaches its target. Near: it misses, with the target inside the 95% interval. "
                + "Missed: the interval excludes the target. A target that only gives a direction is evaluated on the change."),
        ]));

    private static string DesignBased(MeasureCatalogue catalogue) => string.Concat(catalogue.Measures.Where(m => m.Strata is not null)
        .Select(m => $"; {m.Id}: design-based standard error, stratified by {catalogue.TitleOf(m.Strata!.Reports).ToLowerInvariant()}"));

    private static string Windows(MeasureCatalogue catalogue) => string.Join(' ', catalogue.Measures.GroupBy(m => m.Feed)
        .Select(f => (catalogue.Feeds.Find(f.Key)?.Title, Windows: f.SelectMany(m => m.Windows).Distinct().Order().Select(w => WindowWords.Of(w).InMethods)))
        .Where(f => f.Title is not null).Select(f => $"{f.Title}: {Wording.List([.. f.Windows])}."));

    internal static string SmallNumbers(DisclosureThresholds policy) =>
        $"A survey figure from fewer than {FigureFormat.Count(policy.SurveyMinimumBase)} answers "
        + $"and a workforce figure about fewer than {FigureFormat.Count(policy.WorkforceMinimumCount)} people is suppressed [c], "
        + "with every gap, ratio, index and change that rests on it. "
        + $"In groups of fewer than {FigureFormat.Count(policy.GroupMinimum)} it is suppressed that nobody, or everybody, has a property. "
        + $"Where people are chosen by {Wording.List([.. policy.SensitiveCharacteristics.Select(c => c.Replace('_', ' '))])}, "
        + $"both sides of a share must reach the threshold. {Few(policy.Few)} A pay gap needs {FigureFormat.Count(policy.PayMinimum)} people on either side.";

    private static string Few(SmallNumerators few)
    {
        if (few.IsEverybody)
            return "The same holds for all other figures.";
        string[] chosen =
            [.. few.Columns.Select(c => c.Replace('_', ' ')), .. few.Codes.Keys.Select(c => $"some answers on {c.Replace('_', ' ')}")];
        // No column, or nobody to hide: the rule asks for nothing.
        if (few.InSmallGroups == 0 || chosen.Length == 0)
            return "A small numerator over a large base is shown otherwise.";
        string by = chosen is [var only] ? only : $"{string.Join(", ", chosen[..^1])} or {chosen[^1]}";
        string anywhere = few.Everywhere == 0 ? "" : $"{FigureFormat.Count(few.Everywhere)} or fewer people, and of ";
        return $"Where a group or a property is defined by {by}, figures of {anywhere}"
            + $"{FigureFormat.Count(few.InSmallGroups)} or fewer people in a group of fewer than {FigureFormat.Count(few.SmallGroupBelow)} or of senior ranks "
            + "are suppressed; it counts who has the property and who lacks it. Other small numerators over a large base are shown.";
    }

    private static string Protection(DisclosureThresholds policy) =>
        "Other figures are suppressed, too, so that no suppressed one follows by adding and subtracting: "
        + "all tables that count the same people are protected at once, over measures, windows and totals. "
        + (policy.NotStatedShown
            ? "How many people did not state a characteristic may follow, unless it is sensitive or defines the group otherwise. "
            : "How many people did not state a characteristic is protected, too. ")
        + $"Of each small figure at least {FigureFormat.Count(policy.IntervalWidth + 1)} counts remain possible. Zeros are shown, "
        + "but not that nobody has a sensitive characteristic. "
        + "A table of which more than 30% would be suppressed is left out where a coarser one is published, or where leaving it out protects others. "
        + $"Disclosure policy, version {FigureFormat.Count(policy.PolicyVersion)}.";

    private static string Decimals(PackTier tier) => tier == PackTier.Public
        ? $"Percentages with a base below {FigureFormat.Count(FigureFormat.PublicSmallBase)} people, and gaps and changes, "
            + "are shown as whole numbers; others with one decimal. Ratios have two."
        : "Percentages have one decimal in tables and none in sentences about surveys; ratios have two.";

    public static PackSection SymbolList() => new(
        "symbols",
        "Symbols",
        new Paragraph("Symbols are in square brackets. In measures.csv they are in a separate column, without brackets."),
        new Definitions([.. SymbolWords.All.Select(s => new Fact(SymbolWords.Shown(s.Symbol), Wording.Capital(s.Meaning) + "."))]));
}
