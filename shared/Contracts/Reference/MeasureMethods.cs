namespace IncDiv.Contracts.Reference;

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
        ("C7", "Index: the share over a reference share that is taken as known; Wilson on the share; "
            + "changes by the z test with one index in both years. "
            + "The workforce is a census, whose interval describes the process behind it; totals keep theirs, "
            + "because the status against parity and the word for a change rest on it."),
        ("C8", "Pay gap (A − B) / A, A the comparator (SI 2017/172, reg. 8 and 9)."),
        ("C9", "Four quarters: numerators and denominators are pooled, percentages never averaged; "
            + "a change is on the same quarter a year before, where the windows share nothing."),
    ];
}
