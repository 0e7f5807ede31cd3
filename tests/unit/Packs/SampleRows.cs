namespace IncDiv.Packs.Tests;

/// <summary>Rows like those of a real quarter: levels, gaps, a suppressed group, a missing feed, places, measures that no feed supplies yet.</summary>
internal static class SampleRows
{
    public static readonly Quarter Quarter = new(2026, 2);

    private static readonly (string Name, double Offset)[] Boroughs =
    [
        ("Barnet", 3.1), ("Brent", -2.4), ("Camden", 0.8), ("Croydon", -5.7),
        ("Kensington and Chelsea", 4.4), ("Lambeth", -7.9), ("Richmond upon Thames", 6.3),
    ];

    public static IReadOnlyList<MeasureRow> All() =>
    [
        .. Workforce(), .. Trust(), .. Confidence(), .. Satisfaction(), .. StaffSurvey(),
        Row("EXT-01", "Complaints", "not supplied", MeasureWindow.Quarter, "all", "All", Statistic.Level, Unit.Count, null, null, null, null)
            with { Symbol = Symbols.NotSupplied, Status = TargetStatus.NoData },
        Row(
            "SST-01", "Stop and search, arrest rate", "not supplied", MeasureWindow.Quarter,
            "all", "All", Statistic.Level, Unit.Percent, null, null, null, null)
            with { Symbol = Symbols.NotSupplied, Status = TargetStatus.NoData, Benchmark = 20, BenchmarkSource = "S000" },
    ];

    private static IEnumerable<MeasureRow> Workforce()
    {
        MeasureRow Level(string id, string name, string breakdown, string group, double? value, double half, int? n) =>
            Row(id, name, "workforce", MeasureWindow.Snapshot, breakdown, group, Statistic.Level, Unit.Percent, value, value - half, value + half, n);
        yield return Level("WF-01", "BME share of officers", "all", "All", 16.94, 0.41, 31_780) with
        {
            Benchmark = 42.6,
            BenchmarkSource = "London, S000 Table 1",
            Target = 17,
            Status = TargetStatus.Near,
        };
        yield return Level("WF-01", "BME share of officers", "rank", "Constable", 18.3, 0.5, 24_102);
        yield return Level("WF-01", "BME share of officers", "rank", "Sergeant", 13.1, 1.0, 4_310);
        yield return Level("WF-01", "BME share of officers", "rank", "Chief Officer", null, 0, null) with { Symbol = Symbols.Suppressed };
        yield return Level("WF-02", "BME share of staff", "all", "All", 27.4, 0.9, 9_120) with { Benchmark = 42.6, BenchmarkSource = "London, S000 Table 1" };
        yield return Level("WF-03", "Female share of officers", "all", "All", 30.55, 0.51, 32_204) with
        {
            Benchmark = 50.3,
            BenchmarkSource = "London, S000 Table 1",
            Target = 30,
            Status = TargetStatus.Met,
        };
        yield return Change(Level("WF-03", "Female share of officers", "all", "All", 30.55, 0, null), 0.9, 0.2, 1.6, Significance.Higher, 0.012);
        yield return Level("WF-04", "Female share of staff", "all", "All", 56.2, 1.0, 9_233) with
        {
            Benchmark = 50.3,
            BenchmarkSource = "London, S000 Table 1",
        };
        yield return Level("WF-05", "Disabled share, by worker type", "worker_type", "Officer", 4.1, 0.2, 29_870);
        yield return Level("WF-05", "Disabled share, by worker type", "worker_type", "PCSO", 6.3, 1.4, 1_190);
        yield return Row(
            "WF-08", "Representation index: BME officers", "workforce", MeasureWindow.Snapshot,
            "all", "All", Statistic.Index, Unit.Ratio, 0.398, 0.388, 0.407, 31_780);
        yield return Row(
            "WF-13", "Voluntary resignation rate", "workforce", MeasureWindow.Rolling, "all", "All", Statistic.Level, Unit.Percent, 2.2, 2.04, 2.37, 32_010);
        foreach ((string group, double value) in new[] { ("BME", 2.61), ("White", 2.12) })
            yield return Row(
                "WF-13", "Voluntary resignation rate", "workforce", MeasureWindow.Rolling, "ethnicity_broad", group,
                Statistic.Level, Unit.Percent, value, value - 0.3, value + 0.3, group == "BME" ? 5_384 : 26_396);
        yield return Gap(
            Row(
                "WF-13", "Voluntary resignation rate", "workforce", MeasureWindow.Rolling,
                "ethnicity_broad", "BME", Statistic.Gap, Unit.PercentagePoints, 0.49, 0.04, 0.97, null),
            "White",
            Significance.Higher,
            0.027);
        yield return Row(
            "WF-19", "Ethnicity pay gap, median", "workforce", MeasureWindow.Snapshot, "all", "All", Statistic.Level, Unit.Percent, 0.02, -0.4, 0.5, 31_780);
        yield return Row(
            "WF-20", "Strength, headcount", "workforce", MeasureWindow.Snapshot, "all", "All", Statistic.Level, Unit.Count, 42_310, null, null, 42_310);
    }

    private static IEnumerable<MeasureRow> Trust()
    {
        const string Name = "Trust the Met";
        yield return Pas("PAS-05", Name, "all", "All", 74.6, 0.9, 12_806);
        yield return Pas("PAS-05", Name, "all", "All", 73.9, 1.7, 3_204) with { Window = MeasureWindow.Quarter, PeriodStart = Quarter.FirstDay };
        yield return Change(Pas("PAS-05", Name, "all", "All", 74.6, 0, null), -0.4, -1.7, 0.9, Significance.NoClearDifference, 0.55);
        (string Group, double Value, int N, Significance Significance, double P)[] groups =
        [
            ("White", 78.2, 7_610, Significance.NotTested, 0), ("Mixed", 66.9, 602, Significance.Lower, 0.00001),
            ("Asian", 77.4, 2_480, Significance.NoClearDifference, 0.48), ("Black", 62.8, 1_690, Significance.Lower, 1e-9),
        ];
        foreach ((string group, double value, int n, Significance significance, double p) in groups)
        {
            double half = 98 / Math.Sqrt(n);
            yield return Pas("PAS-05", Name, "ethnicity", group, value, half, n);
            if (significance != Significance.NotTested)
                yield return Gap(Pas("PAS-05", Name, "ethnicity", group, value - 78.2, half * 1.1, null), "White", significance, p);
        }
        yield return Pas("PAS-05", Name, "ethnicity", "Other", null, 0, null) with { Symbol = Symbols.Suppressed };
        yield return Gap(Pas("PAS-05", Name, "ethnicity", "Other", null, 0, null), "White", Significance.NotTested, null) with { Symbol = Symbols.Suppressed };
        yield return Pas("PAS-05", Name, "ethnicity_broad", "BME", 71.6, 1.4, 4_850);
        yield return Pas("PAS-05", Name, "ethnicity_broad", "White", 79.4, 1.1, 7_610);
        yield return Gap(Pas("PAS-05", Name, "ethnicity_broad", "BME", 71.6 - 79.4, 1.8, null), "White", Significance.Lower, 2e-8);
        yield return Pas("PAS-05", Name, "sex", "Female", 75.1, 1.2, 6_602);
        yield return Pas("PAS-05", Name, "sex", "Male", 74.2, 1.3, 6_080);
        yield return Gap(Pas("PAS-05", Name, "sex", "Female", 0.9, 1.8, null), "Male", Significance.NoClearDifference, 0.31);
        yield return Pas("PAS-05", Name, "sex", "Other", 61.0, 14.0, 48) with { Symbol = Symbols.SmallBase };
        foreach ((string borough, double offset) in Boroughs)
        {
            yield return Pas("PAS-05", Name, "borough", borough, 74.6 + offset, 4.6, 402);
            Significance significance = Math.Abs(offset) < 4.7 ? Significance.NoClearDifference : offset > 0 ? Significance.Higher : Significance.Lower;
            yield return Gap(
                Pas("PAS-05", Name, "borough", borough, offset, 4.7, null),
                "Rest of London",
                significance,
                significance == Significance.NoClearDifference ? 0.21 : 0.01);
        }
    }

    private static IEnumerable<MeasureRow> Confidence()
    {
        const string Name = "Police do a good job in the local area";
        yield return Pas("PAS-01", Name, "all", "All", 61.5, 0.9, 12_790) with
        {
            Benchmark = 72,
            BenchmarkSource = "S000 baseline",
            Target = 72,
            Status = TargetStatus.Missed,
        };
        yield return Pas("PAS-01", Name, "age", "16-24", 60.3, 2.6, 1_510);
        yield return Pas("PAS-01", Name, "age", "25+", 61.7, 1.0, 11_280);
        yield return Gap(Pas("PAS-01", Name, "age", "16-24", -1.4, 2.8, null), "25+", Significance.NoClearDifference, 0.33);
    }

    // The feed is missing: every figure says so.
    private static IEnumerable<MeasureRow> Satisfaction()
    {
        MeasureRow Missing(string id, string name, string breakdown, string group, string comparator, Statistic statistic, Unit unit) =>
            Row(id, name, "victim-satisfaction", MeasureWindow.Quarter, breakdown, group, statistic, unit, null, null, null, null) with
            {
                Comparator = comparator,
                Symbol = Symbols.NotSupplied,
                Status = TargetStatus.NoData,
            };
        yield return Missing("VSS-01", "Overall victim satisfaction", "all", "All", "", Statistic.Level, Unit.Percent) with
        {
            Benchmark = 80,
            BenchmarkSource = "Most Similar Forces, S000",
            Target = 80,
        };
        yield return Missing("VSS-01", "Overall victim satisfaction", "ethnicity_broad", "BME", "White", Statistic.Gap, Unit.PercentagePoints);
        yield return Missing("VSS-07", "Hate crime against burglary", "victim_group", "Hate crime", "Burglary", Statistic.Gap, Unit.PercentagePoints);
    }

    private static IEnumerable<MeasureRow> StaffSurvey()
    {
        (string Id, string Name, double Value)[] items =
        [
            ("SS-01", "I am treated with fairness and respect", 53.2), ("SS-02", "The Met respects individual differences", 62.4),
            ("SS-03", "I am proud to work for the Met", 60.1), ("SS-04", "I would recommend the Met as a great place to work", 25.5),
        ];
        foreach ((string id, string name, double value) in items)
            yield return Staff(id, name, "all", "All", value, 0.8, 15_870);
        yield return Staff("SS-01", items[0].Name, "disability", "Disabled", 41.0, 2.9, 1_130);
        yield return Staff("SS-01", items[0].Name, "disability", "Not disabled", 57.0, 0.9, 12_900);
        yield return Gap(Staff("SS-01", items[0].Name, "disability", "Disabled", -16, 3.0, null), "Not disabled", Significance.Lower, 3e-20);
    }

    public static MeasureRow Row(
        string id, string name, string feed, MeasureWindow window, string breakdown, string group, Statistic statistic, Unit unit,
        double? value, double? lower, double? upper, int? n) => new()
        {
            Quarter = Quarter.ToString(),
            PeriodStart = window == MeasureWindow.Rolling ? Quarter.FirstDay.AddMonths(-9) : Quarter.FirstDay,
            PeriodEnd = Quarter.LastDay,
            Window = window,
            MeasureId = id,
            MeasureName = name,
            Feed = feed,
            Breakdown = breakdown,
            Group = group,
            Statistic = statistic,
            Unit = unit,
            Value = value,
            Lower = lower,
            Upper = upper,
            N = n,
            NEffective = n * 0.7,
            Polarity = Polarity.Up,
            CatalogueVersion = "3f6c1d2e",
        };

    public static MeasureRow Pas(string id, string name, string breakdown, string group, double? value, double half, int? n) =>
        Row(id, name, "pas", MeasureWindow.Rolling, breakdown, group, Statistic.Level, Unit.Percent, value, value - half, value + half, n);

    public static MeasureRow Gap(MeasureRow row, string comparator, Significance significance, double? p) => row with
    {
        Statistic = Statistic.Gap,
        Unit = Unit.PercentagePoints,
        Comparator = comparator,
        Significance = significance,
        PValue = p,
        Polarity = Polarity.Parity,
    };

    private static MeasureRow Change(MeasureRow row, double value, double lower, double upper, Significance significance, double p) =>
        Gap(row, "", significance, p) with { Statistic = Statistic.Change, Value = value, Lower = lower, Upper = upper };

    private static MeasureRow Staff(string id, string name, string breakdown, string group, double value, double half, int? n) =>
        Row(id, name, "staff-survey", MeasureWindow.Wave, breakdown, group, Statistic.Level, Unit.Percent, value, value - half, value + half, n);
}
