namespace IncDiv.Packs.Document;

/// <summary>Creates the cells for figures, with the decimals of a tier.</summary>
internal sealed class Cells(PackTier tier)
{
    private const string None = "none";

    /// <summary>The value of a row; <paramref name="absent"/> if there is no row.</summary>
    public Cell Figure(MeasureRow? row, string absent = None)
    {
        if (row is null)
            return absent;
        string shown = FigureFormat.InTable(row, tier);
        if (row.Value is not double value)
            return shown;
        int decimals = FigureFormat.Decimals(row, tier);
        decimal rounded = Rounding.Round(value, decimals);
        return (rounded == 0 && value != 0) || row.Symbol.HasFlag(Symbols.Low)
            ? shown
            : new FigureCell(shown, rounded, decimals, row.Unit, FigureFormat.IsDifference(row), SymbolWords.Shown(row));
    }

    /// <summary>A figure without a row of its own: a target, benchmark or baseline.</summary>
    public static Cell Level(double? level, Unit unit, bool isSigned = false)
    {
        if (level is not double value)
            return None;
        int decimals = FigureFormat.TableDecimals(unit);
        string shown = FigureFormat.InTable(value, unit, isSigned);
        return shown == FigureFormat.Low ? shown : new FigureCell(shown, Rounding.Round(value, decimals), decimals, unit, isSigned);
    }

    /// <inheritdoc cref="Figure"/>
    public Cell Interval(MeasureRow? row, string absent = None)
    {
        if (row is null)
            return absent;
        string shown = FigureFormat.Interval(row, tier);
        if (row is not { Value: not null, Lower: double lower, Upper: double upper })
            return shown;
        int decimals = FigureFormat.Decimals(row, tier);
        return new IntervalCell(shown, Rounding.Round(lower, decimals), Rounding.Round(upper, decimals), decimals, row.Unit, FigureFormat.IsDifference(row));
    }

    public static Cell Base(MeasureRow? row, string absent = None) => row switch
    {
        null => absent,
        { N: int n } => Count(n),
        _ => FigureFormat.Base(row),
    };

    public static Cell Count(long count) => new FigureCell(FigureFormat.Count(count), count);

    /// <summary>The result of the test in words, with a visual sign.</summary>
    public static Cell Tested(MeasureRow? row) => row switch
    {
        null => None,
        { Significance: not Significance.NotTested } => new TextCell(row.Significance.ToText(), Wording.Sign(row.Significance)),
        { Value: null } => FigureFormat.InTable(row),
        _ => "not tested",
    };

    public static Cell Status(TargetStatus status) => new TextCell(status.ToText(), Wording.StatusSign(status));

    public static Cell Signal(Measure measure) => measure.Signal() is { } signal ? Wording.Signal(signal) : None;

    public static Cell Name(Measure measure) => $"{measure.Id} {measure.Name}";

    public static Cell Text(string text) => text.Length == 0 ? None : text;
}
