namespace IncDiv.Packs.Figures;

/// <summary>How figures are written: percentages of surveys as whole numbers in sentences, with one decimal in tables and for the workforce. Gaps are
/// computed before anything is rounded, so they need not match the rounded levels next to them.</summary>
internal static class FigureFormat
{
    public const string Low = "[low]";

    /// <summary>A percentage of fewer people than this has no decimals in public packs.</summary>
    public const int PublicSmallBase = 1000;

    /// <summary>The row's value with unit and symbols; only the symbols if there is no value.</summary>
    public static string InTable(MeasureRow row, PackTier tier = PackTier.Board) => row.Value is double value && !row.Symbol.HasFlag(Symbols.Low)
        ? $"{InTable(value, row.Unit, Decimals(row, tier), IsDifference(row))} {SymbolWords.Shown(row)}".TrimEnd()
        : SymbolWords.Shown(row) is { Length: > 0 } symbols ? symbols : "no figure";

    public static string InTable(double value, Unit unit, bool isSigned = false) => InTable(value, unit, TableDecimals(unit), isSigned);

    /// <summary>Decimals of a row in a table. In public packs, percentages with a small base or without a base are whole numbers (publication.md D6).</summary>
    public static int Decimals(MeasureRow row, PackTier tier) =>
        tier == PackTier.Public && row.Unit is (Unit.Percent or Unit.PercentagePoints) && (row.N ?? 0) < PublicSmallBase ? 0 : TableDecimals(row.Unit);

    /// <summary>The row's 95 % interval with the decimals of its value; <c>[z]</c> for an exact count, symbols where the figure is missing.</summary>
    public static string Interval(MeasureRow row, PackTier tier = PackTier.Board)
    {
        if (row.Value is null)
            return InTable(row);
        int decimals = Decimals(row, tier);
        return row is { Lower: double lower, Upper: double upper }
            ? $"{Digits(lower, decimals, IsDifference(row))} to {Digits(upper, decimals, IsDifference(row))}"
            : "[z]";
    }

    public static string Base(MeasureRow row) => row switch
    {
        { N: int n } => Count(n),
        { Value: null } => InTable(row),
        _ => "[z]",
    };

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A value in a sentence; <paramref name="value"/> may have its sign reversed for "lower by".</summary>
    /// <param name="isOfSample">Estimates from a sample of people are written in whole percent.</param>
    public static string InText(Unit unit, double value, bool isSigned, bool isOfSample)
    {
        int decimals = TextDecimals(unit, isOfSample);
        decimal rounded = Rounding.Round(value, decimals);
        return rounded == 0 && value != 0 ? "close to zero" : WithUnit(rounded, decimals, unit, isSigned);
    }

    /// <inheritdoc cref="InText"/>
    public static string BoundInText(Unit unit, double bound, bool isSigned, bool isOfSample) => Digits(bound, TextDecimals(unit, isOfSample), isSigned);

    /// <summary>The label of an axis tick, without trailing zeros.</summary>
    public static string AxisLabel(double value, Unit unit)
    {
        decimal rounded = Rounding.Round(value, 3);
        int decimals = Enumerable.Range(0, 4).First(d => Math.Round(rounded, d) == rounded);
        return WithUnit(rounded, decimals, unit, isSigned: false);
    }

    /// <summary>A difference is written with its sign.</summary>
    public static bool IsDifference(MeasureRow row) => row.Statistic is Statistic.Gap or Statistic.Change;

    private static string InTable(double value, Unit unit, int decimals, bool isSigned)
    {
        decimal rounded = Rounding.Round(value, decimals);
        return rounded == 0 && value != 0 ? Low : WithUnit(rounded, decimals, unit, isSigned);
    }

    public static int TableDecimals(Unit unit) => unit switch
    {
        Unit.Count or Unit.Pounds => 0,
        Unit.Ratio => 2,
        _ => 1,
    };

    private static int TextDecimals(Unit unit, bool isOfSample) => unit is Unit.Percent or Unit.PercentagePoints && isOfSample ? 0 : TableDecimals(unit);

    private static string Digits(double value, int decimals, bool isSigned) => Digits(Rounding.Round(value, decimals), decimals, isSigned);

    private static string Digits(decimal rounded, int decimals, bool isSigned)
    {
        string digits = Math.Abs(rounded).ToString(decimals == 0 ? "#,0" : "#,0." + new string('0', decimals), CultureInfo.InvariantCulture);
        return rounded < 0 ? "\u2212" + digits : isSigned && rounded > 0 ? "+" + digits : digits;
    }

    private static string WithUnit(decimal rounded, int decimals, Unit unit, bool isSigned)
    {
        string digits = Digits(rounded, decimals, isSigned);
        return unit switch
        {
            Unit.Percent => digits + "%",
            Unit.PercentagePoints => digits + (decimals == 0 && Math.Abs(rounded) == 1 ? " percentage point" : " percentage points"),
            Unit.Pounds => "£" + digits,
            Unit.Ratio or Unit.Count => digits,
            _ => $"{digits} {unit.ToText()}",
        };
    }
}
