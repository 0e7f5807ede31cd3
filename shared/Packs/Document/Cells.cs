namespace IncDiv.Packs.Document;

/// <summary>Creates the cells for figures, with the decimals of a tier.</summary>
internal sealed class Cells(PackTier tier)
{
    private const string None = "none";

    /// <summary>The value of a row; <c>none</c> if there is no row.</summary>
    public FigureCell Figure(MeasureRow? row)
    {
        if (row is null)
            return new FigureCell(None, null);
        string shown = FigureFormat.InTable(row, tier), symbols = SymbolWords.Shown(row);
        if (row.Value is not double value)
            return new FigureCell(shown, null, Symbol: symbols);
        int decimals = FigureFormat.Decimals(row, tier);
        decimal rounded = Rounding.Round(value, decimals);
        return rounded == 0 && value != 0
            ? new FigureCell(shown, null, Symbol: shown)
            : new FigureCell(shown, rounded, decimals, row.Unit, FigureFormat.IsDifference(row), symbols);
    }

    /// <summary>A figure without a row of its own: a target, benchmark or baseline.</summary>
    public static FigureCell Level(double? level, Unit unit, bool isSigned = false)
    {
        if (level is not double value)
            return new FigureCell(None, null);
        int decimals = FigureFormat.TableDecimals(unit);
        decimal rounded = Rounding.Round(value, decimals);
        string shown = FigureFormat.InTable(value, unit, isSigned);
        return shown == FigureFormat.Low ? new FigureCell(shown, null, Symbol: shown) : new FigureCell(shown, rounded, decimals, unit, isSigned);
    }

    public IntervalCell Interval(MeasureRow? row)
    {
        if (row is null)
            return new IntervalCell(None, null, null);
        string shown = FigureFormat.Interval(row, tier);
        if (row is not { Value: not null, Lower: double lower, Upper: double upper })
            return new IntervalCell(shown, null, null, Symbol: shown);
        int decimals = FigureFormat.Decimals(row, tier);
        return new IntervalCell(shown, Rounding.Round(lower, decimals), Rounding.Round(upper, decimals), decimals, row.Unit, FigureFormat.IsDifference(row));
    }

    public static FigureCell Base(MeasureRow? row) => row switch
    {
        null => new FigureCell(None, null),
        { N: int n } => Count(n),
        _ => new FigureCell(FigureFormat.Base(row), null, Symbol: FigureFormat.Base(row)),
    };

    public static FigureCell Count(long count) => new(FigureFormat.Count(count), count);

    /// <summary>The result of the test in words, with a visual sign.</summary>
    public static TextCell Tested(MeasureRow? row) => row switch
    {
        null => new TextCell(None),
        { Significance: not Significance.NotTested } => new TextCell(row.Significance.ToText(), Wording.Sign(row.Significance)),
        { Value: null } => new TextCell(FigureFormat.InTable(row)),
        _ => new TextCell("not tested"),
    };

    public static TextCell Status(TargetStatus status) => new(status.ToText(), Wording.StatusSign(status));

    public static TextCell Name(Measure measure) => new($"{measure.Id} {measure.Name}");

    public static TextCell Text(string text) => new(text.Length == 0 ? None : text);
}
