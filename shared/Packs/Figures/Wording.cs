namespace IncDiv.Packs.Figures;

/// <summary>Names of the measures table in plain words.</summary>
internal static class Wording
{
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Period(Quarter quarter) => quarter.ToString().Replace("-Q", " Q", StringComparison.Ordinal);

    public static string Window(MeasureRow row) => $"{WindowWords.Of(row.Window).UpTo} {Date(row.PeriodEnd)}";

    /// <summary>The window in short form: the date is given only if the window does not end with the row's quarter.</summary>
    public static string ShortWindow(MeasureRow row)
    {
        string window = WindowWords.Of(row.Window).Short;
        return Quarter.TryParse(row.Quarter, out Quarter quarter) && quarter.LastDay == row.PeriodEnd ? window : $"{window} to {Date(row.PeriodEnd)}";
    }

    /// <summary>A statistic other than a level, such as <c>ratio to White</c>.</summary>
    public static string Compared(MeasureRow row) => row.Statistic switch
    {
        Statistic.Change => "change on a year before",
        Statistic.Ratio => $"ratio to {row.Comparator}",
        Statistic.Index => row.Comparator.Length > 0 ? $"index against {row.Comparator}" : "index",
        _ => row.Statistic.ToText(),
    };

    public static string Signal(MeasureRow row) => string.Join("; ", new[] { row.Variation.ToText(), row.Assurance.ToText() }.Where(w => w.Length > 0));

    public static string Probability(double p) => p < 0.001 ? "p below 0.001" : "p = " + Rounding.Round(p, 3).ToString("0.000", CultureInfo.InvariantCulture);

    public static string Sign(Significance significance) => significance switch
    {
        Significance.Higher => "▲",
        Significance.Lower => "▼",
        _ => "●",
    };

    public static string StatusSign(TargetStatus status) => status switch
    {
        TargetStatus.Met => "✓",
        TargetStatus.Near => "≈",
        TargetStatus.Missed => "✕",
        _ => "–",
    };

    /// <summary><c>A</c>, <c>A and B</c>, <c>A, B and C</c>.</summary>
    public static string List(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>For a label such as "Rest of London" within a sentence.</summary>
    public static string Uncapital(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}

/// <summary>A window in words.</summary>
/// <param name="UpTo">Before its last day.</param>
/// <param name="Series">The windows of a chart over time.</param>
/// <param name="InMethods">What it covers, in a list.</param>
internal sealed record WindowWords(string UpTo, string Short, string Series, string InMethods)
{
    public static WindowWords Of(MeasureWindow window) => window switch
    {
        MeasureWindow.Quarter => new("Quarter to", "one quarter", "Single quarters", "one quarter"),
        MeasureWindow.Rolling => new("Four quarters to", "four quarters", "Four quarters together", "four quarters"),
        MeasureWindow.Snapshot => new("On", "snapshot", "At the end of each quarter", "the last day of the quarter"),
        MeasureWindow.Wave => new("Survey wave to", "survey wave", "Survey waves", "the last wave"),
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "Add the words for this window here."),
    };
}

/// <summary>The symbols of publication.md D3: letters in square brackets. Every pack explains them.</summary>
internal static class SymbolWords
{
    public static IReadOnlyList<(Symbols Symbol, string Meaning)> All { get; } =
    [
        (Symbols.Suppressed, "suppressed to protect the people behind a small number"),
        (Symbols.NotSupplied, "not available: the data were not supplied or do not cover the window"),
        (Symbols.NotApplicable, "not applicable: the figure is not defined, for example because nobody could be counted"),
        (Symbols.SmallBase, "low reliability: a small base, to be read with care"),
        (Symbols.Break, "break in the series: not comparable with earlier figures"),
        (Symbols.Provisional, "provisional: more data are expected"),
        (Symbols.Revised, "revised since an earlier edition"),
        (Symbols.Low, "rounds to zero but is not zero"),
    ];

    /// <summary>As printed: <c>[c] [p]</c>.</summary>
    public static string Shown(MeasureRow row) => Shown(row.Symbol);

    public static string Shown(Symbols symbols) => symbols == Symbols.None ? "" : $"[{symbols.ToText().Replace(" ", "] [", StringComparison.Ordinal)}]";

    /// <summary>Why a row has no figure, in words.</summary>
    public static string Reason(MeasureRow row)
    {
        foreach ((Symbols symbol, string meaning) in All)
            if (row.Symbol.HasFlag(symbol))
                return $"{Shown(symbol)} {meaning}";
        return "the source gives no value";
    }
}
