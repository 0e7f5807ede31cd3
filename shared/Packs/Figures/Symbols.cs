namespace IncDiv.Packs.Figures;

/// <summary>The symbols of publication.md D3: letters in square brackets. Every pack explains them.</summary>
internal static class Symbols
{
    public static IReadOnlyList<(string Code, string Meaning)> All { get; } =
    [
        ("c", "suppressed to protect the people behind a small number"),
        ("x", "not available: the data were not supplied or do not cover the window"),
        ("z", "not applicable: the figure is not defined, for example because nobody could be counted"),
        ("u", "low reliability: a small base, to be read with care"),
        ("b", "break in the series: not comparable with earlier figures"),
        ("p", "provisional: more data are expected"),
        ("r", "revised since an earlier edition"),
        ("low", "rounds to zero but is not zero"),
    ];

    public static string[] Codes(MeasureRow row) => row.Symbol.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>As printed: <c>[c] [p]</c>.</summary>
    public static string Shown(MeasureRow row) => string.Join(' ', Codes(row).Select(c => $"[{c}]"));

    /// <summary>Why a row has no figure, in words.</summary>
    public static string Reason(MeasureRow row)
    {
        foreach ((string code, string meaning) in All)
            if (Codes(row).Contains(code, StringComparer.Ordinal))
                return $"[{code}] {meaning}";
        return "the source gives no value";
    }
}
