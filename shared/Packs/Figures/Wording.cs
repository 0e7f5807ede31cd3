namespace IncDiv.Packs.Figures;

/// <summary>Names of the measures table in plain words.</summary>
internal static class Wording
{
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Period(Quarter quarter) => quarter.ToString().Replace("-Q", " Q", StringComparison.Ordinal);

    public static string Window(MeasureRow row) => row.Window switch
    {
        MeasureWindow.Quarter => "Quarter to " + Date(row.PeriodEnd),
        MeasureWindow.Rolling => "Four quarters to " + Date(row.PeriodEnd),
        MeasureWindow.Snapshot => "On " + Date(row.PeriodEnd),
        MeasureWindow.Wave => "Survey wave to " + Date(row.PeriodEnd),
        _ => $"{row.Window.ToText()}, to {Date(row.PeriodEnd)}",
    };

    /// <summary>The window in short form: the date is given only if the window does not end with the row's quarter.</summary>
    public static string ShortWindow(MeasureRow row)
    {
        string window = row.Window switch
        {
            MeasureWindow.Quarter => "one quarter",
            MeasureWindow.Rolling => "four quarters",
            MeasureWindow.Wave => "survey wave",
            _ => row.Window.ToText(),
        };
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
