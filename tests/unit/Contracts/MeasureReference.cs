namespace IncDiv.Contracts.Tests;

/// <summary>The measure reference, docs/reference/measures.md: how each figure is computed, and which statements of the strategies the figures
/// answer.</summary>
internal static class MeasureReference
{
    /// <summary>The whole reference as Markdown.</summary>
    public static string ToMarkdown(MeasureCatalogue catalogue, IReadOnlyList<CoverageSection> coverage)
    {
        var text = new StringBuilder();
        text.Append("# Measures\n\n");
        text.Append("Generated from the catalogue (`shared/Contracts/Measures`); a test checks that it is up to date. Change the YAML, not this file.\n\n");
        text.Append("Columns are those of the curated data ([data dictionary](data-dictionary.md)). ");
        text.Append("Survey levels are weighted; workforce shares count heads. Denominators hold valid answers and known values only. ");
        text.Append("Intervals are 95 %; C1 to C9 name the formulas, listed at the end with their sources. ");
        text.Append("Baselines are what a strategy printed: shown next to the current figure with their date, and never part of the series.\n\n");
        text.Append("| id | measure | feed | unit | better is | windows |\n|---|---|---|---|---|---|\n");
        foreach (Measure m in catalogue.Measures)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| [{m.Id}](#{Anchor(m)}) | {m.Name} | {m.Feed} | {m.Unit.ToText()} | {Better(m.Polarity)} | {Windows(m)} |\n");
        foreach (IGrouping<string, Measure> feed in catalogue.Measures.GroupBy(m => m.Feed))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {catalogue.Feeds.Find(feed.Key)?.Title ?? "Named in the strategies, fed from elsewhere"}\n");
            foreach (Measure measure in feed)
                Append(text, measure, catalogue.Feeds.Find(feed.Key));
        }
        text.Append("\n## Formulas\n\n");
        foreach ((string name, string words) in MeasureMethods.Formulas)
            text.Append(CultureInfo.InvariantCulture, $"- **{name}** {words}\n");
        Append(text, catalogue.Populations.Values, catalogue.Breaks);
        Append(text, coverage);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Measure measure, Feed? feed)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {measure.Id} {measure.Name}\n\n");
        void Line(string label, string? words)
        {
            if (!string.IsNullOrEmpty(words))
                text.Append(CultureInfo.InvariantCulture, $"- {label}: {Escaped(words)}\n");
        }
        Line("Formula", measure.Formula);
        if (feed is not null)
        {
            Line("Numerator", measure.Numerator.ToString());
            Line("Denominator", measure.Denominator.ToString());
            Line("Weight", measure.Weight ?? "none, heads are counted");
            Line("Windows", Windows(measure));
            Line("Breakdowns", string.Join(", ", measure.Breakdowns.Select(b => b.Name)));
            Line("Compared", string.Join("; ", measure.Comparisons.Select(InWords)));
            Line("Interval", measure.Kind.Interval(measure));
        }
        Line("Caution below", measure.CautionBelow > 0 ? $"{Invariant(measure.CautionBelow)}, smaller bases are marked `u`" : null);
        Line("Better is", Better(measure.Polarity));
        Line("Population", measure.PopulationShare is { } share ? $"{Invariant(share.Value)} % ({share.Source})" : null);
        Line("Benchmark", measure.Benchmark is { } benchmark ? $"{Invariant(benchmark.Value)} ({benchmark.Source})" : null);
        foreach (Target target in measure.Targets)
            Line("Target", $"{InWords(target)} ({target.Source})");
        foreach (Baseline baseline in measure.Baselines)
            Line("Baseline", $"{Invariant(baseline.Value)}{Subject(baseline)}, {baseline.Date} ({baseline.Source})");
        Line("Source", measure.Source);
        foreach (string note in measure.Notes)
            Line("Note", note);
    }

    private static void Append(StringBuilder text, IEnumerable<PopulationVintage> populations, IEnumerable<SeriesBreak> breaks)
    {
        text.Append("\n## Populations\n\n| vintage | group | percent |\n|---|---|---|\n");
        foreach (PopulationVintage population in populations.OrderBy(p => p.Name, StringComparer.Ordinal))
            foreach ((string group, double share) in population.Shares)
                text.Append(CultureInfo.InvariantCulture, $"| {population.Title} | {group} | {share:0.##} |\n");
        text.Append("\n## Series breaks\n\nA break is marked `b`; otherwise only control limits start again.\n\n");
        foreach (SeriesBreak each in breaks)
        {
            string[] concerns = [.. each.Feeds, .. each.Measures, .. each.Breakdowns, .. each.Groups];
            string concerned = concerns.Length == 0 ? "all" : string.Join(", ", concerns);
            text.Append(CultureInfo.InvariantCulture, $"- From {each.First}{(each.Breaks ? ", a break" : "")} ({concerned}): {each.Reason}\n");
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<CoverageSection> coverage)
    {
        text.Append("\n## What the strategies asked for\n\n");
        text.Append("Each sentence under \"How will we know we have succeeded?\" of S000 and each line of appendices A and B of S003, ");
        text.Append("paraphrased, with the measures that answer it. ");
        text.Append("*At* is the line of the seed document and, after a point, the sentence or bullet; `o` marks the outcome of a row.\n");
        foreach (CoverageSection section in coverage)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {section.Document}, {section.Title}\n\n");
            text.Append("| at | says | measures | not measured |\n|---|---|---|---|\n");
            foreach (CoverageStatement s in section.Statements)
                text.Append(CultureInfo.InvariantCulture, $"| {s.At} | {s.Says} | {string.Join(", ", s.Measures)} | {s.WhyNot} |\n");
        }
    }

    private static string InWords(Comparison comparison)
    {
        string groups = comparison.Groups.Count > 0 ? string.Join(", ", comparison.Groups) : "each group";
        string against = comparison.Kind == ComparatorKind.Previous ? "the rank or band below" : comparison.Against;
        return $"{groups} against {against} ({comparison.Breakdown}, {comparison.Statistic.ToText()})";
    }

    private static string Subject(Baseline baseline)
    {
        if (baseline.Breakdown == Breakdown.All)
            return "";
        string against = baseline.Comparator.Length > 0 ? $" against {baseline.Comparator}, {baseline.Statistic.ToText()}" : "";
        return $" ({baseline.Breakdown}, {baseline.Group}{against})";
    }

    private static string InWords(Target target)
    {
        string[] rows = [target.Breakdown == Breakdown.All ? "" : target.Breakdown, target.Group == Breakdown.AllGroup ? "" : target.Group];
        string where = string.Join(", ", rows.Where(r => r.Length > 0));
        string against = target.Comparator.Length == 0 ? where : $"{where} against {target.Comparator}";
        string rise = $"{Invariant(target.Value)} {(target.IsRelative ? "percent" : "points")}";
        string asks = target.Kind switch
        {
            TargetKind.Number => Invariant(target.Value),
            TargetKind.Parity => "parity",
            TargetKind.Gap => $"the gap closes to {Invariant(target.Value)}",
            TargetKind.Direction when target.Comparator.Length > 0 => "the gap is smaller than a year before",
            TargetKind.Direction => "moves the wanted way against a year before",
            TargetKind.LowestRises => $"what was lowest a year before rises by {rise}, what was highest is at least kept",
            _ => throw new InvalidOperationException($"There are no words for {target.Kind}."),
        };
        return against.Length == 0 ? asks : $"{against}: {asks}";
    }

    private static string Windows(Measure measure) => string.Join(", ", measure.Windows.Select(w => w.ToText()));

    private static string Better(Polarity polarity) => polarity switch
    {
        Polarity.Up => "higher",
        Polarity.Down => "lower",
        Polarity.Parity => "parity",
        _ => "neither",
    };

    // As Markdown renderers make it from a heading.
    private static string Anchor(Measure measure) => string.Concat($"{measure.Id} {measure.Name}"
        .Select(c => c is ' ' or '-' ? '-' : char.IsLetterOrDigit(c) || c == '_' ? char.ToLowerInvariant(c) : '\0')
        .Where(c => c != '\0'));

    // A band such as "<6m" would start a tag, a bar a table cell.
    private static string Escaped(string text) => text.Replace("<", "\\<", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Descriptions of the statistical methods.</summary>
internal static class MeasureMethods
{
    public static IReadOnlyList<(string Name, string Words)> Formulas { get; } =
    [
        ("C1", "Wilson score interval of a proportion, as PHEindicatormethods computes it; the count need not be whole."),
        ("C2", "Weighted proportion p = Σwy / Σw on Kish's effective base n = (Σw)² / Σw²; "
            + "the design-based standard error is Taylor-linearised, as R's survey computes it."),
        ("C3", "Count and rate: exact Poisson limits below ten events, Byar's approximation from ten on (PHEindicatormethods)."),
        ("C4", "Directly standardised rate with Dobson's interval, its lower limit at least 0; none below ten events (PHEindicatormethods). "
            + "The standard is everyone's mix now, for the figure of a year before too."),
        ("C5", "Gap of two groups: Newcombe's hybrid score interval (method 10); z test with the pooled proportion, or the design's standard error. "
            + "Where all of a group answer alike its share uses Kish's base, and a mean has no interval and no test. "
            + "p-values are adjusted by Benjamini and Hochberg over all comparisons of the table, "
            + "each in the window that a pack shows (four quarters, snapshot or wave, otherwise the quarter); "
            + "other discrete quarters are a second family. The words higher and lower follow the adjusted p."),
        ("C6", "Ratio of two groups: Katz's interval on the log scale, and Fisher's exact test where an unweighted cell is below five; "
            + "of two rates √(1/a + 1/b) on the log scale, below ten events the exact conditional test with its limits. "
            + "Undefined, never 0 or infinite, where a count is 0. "
            + "Below four-fifths, or above five-quarters of an adverse outcome, a note says so with what the interval or exact test shows, "
            + "unless the base is small."),
        ("C7", "Index: the share over a reference share that is taken as known; Wilson on the share; changes by the z test with one index in both years. "
            + "The workforce is a census, whose interval describes the process behind it; totals keep theirs, "
            + "because the status against parity and the word for a change rest on it."),
        ("C8", "Pay gap (A − B) / A, A the comparator (SI 2017/172, reg. 8 and 9)."),
        ("C9", "Four quarters: numerators and denominators are pooled, percentages never averaged; "
            + "a change is on the same quarter a year before, where the windows share nothing."),
    ];
}
