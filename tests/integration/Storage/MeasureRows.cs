namespace IncDiv.Storage.Tests;

/// <summary>Rows for the tests of the measures table.</summary>
internal static class MeasureRows
{
    public static MeasureRow Row(string id = "PAS-01", MeasureWindow window = MeasureWindow.Rolling, string group = "All", double? value = 72.25) => new()
    {
        Quarter = "2016-17-Q4",
        PeriodStart = new DateOnly(2016, 4, 1),
        PeriodEnd = new DateOnly(2017, 3, 31),
        Window = window,
        MeasureId = id,
        MeasureName = "Police do a good job",
        Feed = "pas",
        Breakdown = group == "All" ? "all" : "ethnicity",
        Group = group,
        Statistic = Statistic.Level,
        Unit = Unit.Percent,
        Value = value,
        Lower = value - 1.5,
        Upper = value + 1.5,
        N = value is null ? null : 12_800,
        NEffective = value is null ? null : 9_000.5,
        Symbol = value is null ? Symbols.Suppressed : Symbols.None,
        Polarity = Polarity.Up,
        Benchmark = 72,
        BenchmarkSource = "S000",
        CatalogueVersion = "0123456789abcdef",
    };
}
