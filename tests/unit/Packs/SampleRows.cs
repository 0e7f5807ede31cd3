namespace IncDiv.Packs.Tests;

/// <summary>Rows like those of a real quarter: levels, gaps, a suppressed group, a missing feed, places, measures that no feed supplies yet.</summary>
internal static class SampleRows
{
    public static readonly Quarter Quarter = new(2026, 2);

    private static readonly (string Name, double Offset)[] Boroughs =
        [("Barnet", 3.1), ("Brent", -2.4), ("Camden", 0.8), ("Croydon", -5.7), ("Kensington and Chelsea", 4.4), ("Lambeth", -7.9), ("Richmond upon Thames", 6.3)];

    public static IReadOnlyList<MeasureRow> All() =>
    [
        .. Workforce(), .. Trust(), .. Confidence(), .. Satisfaction(), .. StaffSurvey(),
        Row("EXT-01", "Complaints", "not supplied", "quarter", "all", "All", "level", "count", null, null, null, null) with { Symbol = "x", Status = "no data" },
        Row("SST-01", "Stop and search, arrest rate", "not supplied", "quarter", "all", "All", "level", "percent", null, null, null, null)
            with { Symbol = "x", Status = "no data", Benchmark = 20, BenchmarkSource = "S000" },
    ];

    private static IEnumerable<MeasureRow> Workforce()
    {
        MeasureRow Level(string id, string name, string breakdown, string group, double? value, double half, int? n) =>
            Row(id, name, "workforce", "snapshot", breakdown, group, "level", "percent", value, value - half, value + half, n);
        yield return Level("WF-01", "BME share of officers", "all", "All", 16.94, 0.41, 31_780) with { Benchmark = 42.6, BenchmarkSource = "London, S000 Table 1", Target = 17, Status = "near" };
        yield return Level("WF-01", "BME share of officers", "rank", "Constable", 18.3, 0.5, 24_102);
        yield return Level("WF-01", "BME share of officers", "rank", "Sergeant", 13.1, 1.0, 4_310);
        yield return Level("WF-01", "BME share of officers", "rank", "Chief Officer", null, 0, null) with { Symbol = "c" };
        yield return Level("WF-02", "BME share of staff", "all", "All", 27.4, 0.9, 9_120) with { Benchmark = 42.6, BenchmarkSource = "London, S000 Table 1" };
        yield return Level("WF-03", "Female share of officers", "all", "All", 30.55, 0.51, 32_204) with { Benchmark = 50.3, BenchmarkSource = "London, S000 Table 1", Target = 30, Status = "met" };
        yield return Change(Level("WF-03", "Female share of officers", "all", "All", 30.55, 0, null), 0.9, 0.2, 1.6, "higher", 0.012);
        yield return Level("WF-04", "Female share of staff", "all", "All", 56.2, 1.0, 9_233) with { Benchmark = 50.3, BenchmarkSource = "London, S000 Table 1" };
        yield return Level("WF-05", "Disabled share, by worker type", "worker_type", "Officer", 4.1, 0.2, 29_870);
        yield return Level("WF-05", "Disabled share, by worker type", "worker_type", "PCSO", 6.3, 1.4, 1_190);
        yield return Row("WF-08", "Representation index: BME officers", "workforce", "snapshot", "all", "All", "index", "ratio", 0.398, 0.388, 0.407, 31_780);
        yield return Row("WF-13", "Voluntary resignation rate", "workforce", "rolling-4q", "all", "All", "level", "percent", 2.2, 2.04, 2.37, 32_010);
        foreach ((string group, double value) in new[] { ("BME", 2.61), ("White", 2.12) })
            yield return Row("WF-13", "Voluntary resignation rate", "workforce", "rolling-4q", "ethnicity_broad", group, "level", "percent", value, value - 0.3, value + 0.3, group == "BME" ? 5_384 : 26_396);
        yield return Gap(Row("WF-13", "Voluntary resignation rate", "workforce", "rolling-4q", "ethnicity_broad", "BME", "gap", "percentage points", 0.49, 0.04, 0.97, null), "White", "higher", 0.027);
        yield return Row("WF-19", "Ethnicity pay gap, median", "workforce", "snapshot", "all", "All", "level", "percent", 0.02, -0.4, 0.5, 31_780);
        yield return Row("WF-20", "Strength, headcount", "workforce", "snapshot", "all", "All", "level", "count", 42_310, null, null, 42_310);
    }

    private static IEnumerable<MeasureRow> Trust()
    {
        const string Name = "Trust the Met";
        yield return Pas("PAS-05", Name, "all", "All", 74.6, 0.9, 12_806);
        yield return Pas("PAS-05", Name, "all", "All", 73.9, 1.7, 3_204) with { Window = "quarter", PeriodStart = Quarter.FirstDay };
        yield return Change(Pas("PAS-05", Name, "all", "All", 74.6, 0, null), -0.4, -1.7, 0.9, "no clear difference", 0.55);
        (string Group, double Value, int N, string Significance, double P)[] groups =
            [("White", 78.2, 7_610, "", 0), ("Mixed", 66.9, 602, "lower", 0.00001), ("Asian", 77.4, 2_480, "no clear difference", 0.48), ("Black", 62.8, 1_690, "lower", 1e-9)];
        foreach ((string group, double value, int n, string significance, double p) in groups)
        {
            double half = 98 / Math.Sqrt(n);
            yield return Pas("PAS-05", Name, "ethnicity", group, value, half, n);
            if (significance.Length > 0)
                yield return Gap(Pas("PAS-05", Name, "ethnicity", group, value - 78.2, half * 1.1, null), "White", significance, p);
        }
        yield return Pas("PAS-05", Name, "ethnicity", "Other", null, 0, null) with { Symbol = "c" };
        yield return Gap(Pas("PAS-05", Name, "ethnicity", "Other", null, 0, null), "White", "", null) with { Symbol = "c" };
        yield return Pas("PAS-05", Name, "ethnicity_broad", "BME", 71.6, 1.4, 4_850);
        yield return Pas("PAS-05", Name, "ethnicity_broad", "White", 79.4, 1.1, 7_610);
        yield return Gap(Pas("PAS-05", Name, "ethnicity_broad", "BME", 71.6 - 79.4, 1.8, null), "White", "lower", 2e-8);
        yield return Pas("PAS-05", Name, "sex", "Female", 75.1, 1.2, 6_602);
        yield return Pas("PAS-05", Name, "sex", "Male", 74.2, 1.3, 6_080);
        yield return Gap(Pas("PAS-05", Name, "sex", "Female", 0.9, 1.8, null), "Male", "no clear difference", 0.31);
        yield return Pas("PAS-05", Name, "sex", "Other", 61.0, 14.0, 48) with { Symbol = "u" };
        foreach ((string borough, double offset) in Boroughs)
        {
            yield return Pas("PAS-05", Name, "borough", borough, 74.6 + offset, 4.6, 402);
            string significance = Math.Abs(offset) < 4.7 ? "no clear difference" : offset > 0 ? "higher" : "lower";
            yield return Gap(Pas("PAS-05", Name, "borough", borough, offset, 4.7, null), "Rest of London", significance, significance == "no clear difference" ? 0.21 : 0.01);
        }
    }

    private static IEnumerable<MeasureRow> Confidence()
    {
        const string Name = "Police do a good job in the local area";
        yield return Pas("PAS-01", Name, "all", "All", 61.5, 0.9, 12_790) with { Benchmark = 72, BenchmarkSource = "S000 baseline", Target = 72, Status = "missed" };
        yield return Pas("PAS-01", Name, "age", "16-24", 60.3, 2.6, 1_510);
        yield return Pas("PAS-01", Name, "age", "25+", 61.7, 1.0, 11_280);
        yield return Gap(Pas("PAS-01", Name, "age", "16-24", -1.4, 2.8, null), "25+", "no clear difference", 0.33);
    }

    // The feed is missing: every figure says so.
    private static IEnumerable<MeasureRow> Satisfaction()
    {
        MeasureRow Missing(string id, string name, string breakdown, string group, string comparator, string statistic, string unit) =>
            Row(id, name, "victim-satisfaction", "quarter", breakdown, group, statistic, unit, null, null, null, null) with { Comparator = comparator, Symbol = "x", Status = "no data" };
        yield return Missing("VSS-01", "Overall victim satisfaction", "all", "All", "", "level", "percent") with { Benchmark = 80, BenchmarkSource = "Most Similar Forces, S000", Target = 80 };
        yield return Missing("VSS-01", "Overall victim satisfaction", "ethnicity_broad", "BME", "White", "gap", "percentage points");
        yield return Missing("VSS-07", "Hate crime against burglary", "victim_group", "Hate crime", "Burglary", "gap", "percentage points");
    }

    private static IEnumerable<MeasureRow> StaffSurvey()
    {
        (string Id, string Name, double Value)[] items =
            [("SS-01", "I am treated with fairness and respect", 53.2), ("SS-02", "The Met respects individual differences", 62.4), ("SS-03", "I am proud to work for the Met", 60.1), ("SS-04", "I would recommend the Met as a great place to work", 25.5)];
        foreach ((string id, string name, double value) in items)
            yield return Staff(id, name, "all", "All", value, 0.8, 15_870);
        yield return Staff("SS-01", items[0].Name, "disability", "Disabled", 41.0, 2.9, 1_130);
        yield return Staff("SS-01", items[0].Name, "disability", "Not disabled", 57.0, 0.9, 12_900);
        yield return Gap(Staff("SS-01", items[0].Name, "disability", "Disabled", -16, 3.0, null), "Not disabled", "lower", 3e-20);
    }

    public static MeasureRow Row(
        string id, string name, string feed, string window, string breakdown, string group, string statistic, string unit,
        double? value, double? lower, double? upper, int? n) => new()
        {
            Quarter = Quarter.ToString(),
            PeriodStart = window == "rolling-4q" ? Quarter.FirstDay.AddMonths(-9) : Quarter.FirstDay,
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
            Polarity = "up",
            CatalogueVersion = "3f6c1d2e",
        };

    public static MeasureRow Pas(string id, string name, string breakdown, string group, double? value, double half, int? n) =>
        Row(id, name, "pas", "rolling-4q", breakdown, group, "level", "percent", value, value - half, value + half, n);

    public static MeasureRow Gap(MeasureRow row, string comparator, string significance, double? p) => row with
    {
        Statistic = "gap",
        Unit = "percentage points",
        Comparator = comparator,
        Significance = significance,
        PValue = p,
        Polarity = "parity",
    };

    private static MeasureRow Change(MeasureRow row, double value, double lower, double upper, string significance, double p) =>
        Gap(row, "", significance, p) with { Statistic = "change", Value = value, Lower = lower, Upper = upper };

    private static MeasureRow Staff(string id, string name, string breakdown, string group, double value, double half, int? n) =>
        Row(id, name, "staff-survey", "wave", breakdown, group, "level", "percent", value, value - half, value + half, n);
}
