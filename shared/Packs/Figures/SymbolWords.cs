namespace IncDiv.Packs.Figures;

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
