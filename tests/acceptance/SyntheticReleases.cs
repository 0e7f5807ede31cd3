using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Counts;
using IncDiv.Disclosure.Release;
using IncDiv.Storage.Measures;

namespace IncDiv.Acceptance.Tests;

/// <summary>Releases of synthetic officers, with one to three quarters each: skewed ranks and business groups, few of other sex or not stated, and empty
/// groups. Each release has its own year, so that one attack covers all of them.</summary>
internal static class SyntheticReleases
{
    private static readonly string[] Ranks = ["Constable", "Sergeant", "Inspector", "Chief Inspector", "Superintendent", "Chief Superintendent", "Commander"];
    private static readonly string[] Groups = ["Frontline", "Specialist", "Professionalism", "Digital", "Strategy", "Legal"];
    private static readonly string[] Ethnicities = ["White", "Asian", "Black", "Mixed", "Other", ""];
    private static readonly string[] Sexes = ["Male", "Female", "Other", ""];
    private static readonly string[] Disabilities = ["Not disabled", "Disabled", ""];

    private sealed record Officer(string Rank, string Group, string Ethnicity, string Sex, string Disability);

    private sealed record Table(string Breakdown, string[] Groups, Func<Officer, string> GroupOf);

    /// <summary>Protects and writes the releases of a seed below <c>measures/</c>.</summary>
    /// <returns>How many releases withheld the feed. Tests expect none.</returns>
    public static async Task<int> WriteAsync(int seed, string folder)
    {
        var random = new Random(seed);
        var quarter = new Quarter(1900 + seed, 1 + random.Next(2));
        List<Officer> officers = [.. Enumerable.Range(0, 60 + random.Next(2000)).Select(_ => Made(random))];
        var ledger = new List<LedgerEntry>();
        int withheld = 0;
        for (int quarters = 1 + random.Next(3); quarters > 0; quarters--, quarter = quarter.AddQuarters(1))
        {
            (MeasureRow Row, FigureCounts Counts)[] figures = [.. Figures(officers, quarter)];
            var computed = new ComputedMeasures([.. figures.Select(f => f.Row)], [.. figures.Select(f => f.Counts)]);
            ReleasedMeasures released = QuarterRelease.Protect(
                computed, ContractSet.Embedded.Measures, ContractSet.Embedded.Policy, new History([.. ledger]), CancellationToken.None);
            ledger.AddRange(released.Ledger);
            withheld += released.Withheld.Contains("workforce") ? 1 : 0;
            DirectoryInfo place = Directory.CreateDirectory(Path.Combine(folder, $"measures/quarter={quarter}/edition=1"));
            await File.WriteAllBytesAsync(
                Path.Combine(place.FullName, "measures.parquet"),
                await MeasureParquet.WriteAsync(released.Rows, CancellationToken.None));
            for (int moves = officers.Count / 20; moves > 0; moves--)
                officers[random.Next(officers.Count)] = Made(random);
        }
        return withheld;
    }

    private static Officer Made(Random random) =>
        new(
            Skewed(random, Ranks, 0.3), Skewed(random, Groups, 0.5), Skewed(random, Ethnicities, 0.4),
            Skewed(random, Sexes, 0.35), Skewed(random, Disabilities, 0.3));

    // Each value is as frequent as the one before, times this factor.
    private static string Skewed(Random random, string[] values, double factor)
    {
        double[] weights = [.. values.Select((_, i) => Math.Pow(factor, i))];
        double at = random.NextDouble() * weights.Sum();
        int found = 0;
        while (found < values.Length - 1 && (at -= weights[found]) > 0)
            found++;
        return values[found];
    }

    private static IEnumerable<(MeasureRow Row, FigureCounts Counts)> Figures(List<Officer> officers, Quarter quarter)
    {
        Table all = new("all", ["All"], _ => "All");
        Table rank = new("rank", Ranks, o => o.Rank);
        Table group = new("business_group", Groups, o => o.Group);
        Table sex = new("sex", Sexes, o => o.Sex);
        Table ethnicity = new("ethnicity", Ethnicities, o => o.Ethnicity);
        Table broad = new("ethnicity_broad", ["White", "BME"], o => o.Ethnicity is "" or "White" ? o.Ethnicity : "BME");
        PeopleCount everybody = new(officers.Count, () => Who(quarter, ""));
        return
        [
            .. Shares("WF-01", "ethnicity", o => o.Ethnicity != "", o => o.Ethnicity != "White", all, rank, group, sex),
            .. Shares("WF-03", "", o => o.Sex != "", o => o.Sex == "Female", all, rank, group, ethnicity, broad),
            .. Shares("WF-05", "disability", o => o.Disability != "", o => o.Disability == "Disabled", all, rank),
            .. Shares("WF-07", "", _ => true, o => o.Ethnicity != "", all, rank, group, sex),
            (Row("WF-20", quarter, "all", "All", Unit.Count, officers.Count, officers.Count), new FigureCounts([new FigureSide(everybody)])),
        ];

        IEnumerable<(MeasureRow, FigureCounts)> Shares(
            string measure, string special, Func<Officer, bool> known, Func<Officer, bool> counted, params Table[] tables) =>
            from table in tables
            from name in table.Groups
            where name != ""
            let members = officers.Where(o => known(o) && table.GroupOf(o) == name).ToList()
            let n = members.Count
            let k = members.Count(counted)
            let isSpecial = special.Length > 0 || table == ethnicity || table == broad || (table == sex && name == "Other")
            let numerator = new PeopleCount(k, () => Who(quarter, isSpecial ? special.Length > 0 ? special : "ethnicity" : ""))
            let side = new FigureSide(new PeopleCount(n, () => Who(quarter, "", table == rank ? name : ""))) { Parts = [numerator] }
            select (
                Row(measure, quarter, table.Breakdown, name, Unit.Percent, n == 0 ? null : 100.0 * k / n, n),
                new FigureCounts([side]));
    }

    // Some of those who stated the characteristic, if one is given.
    private static Population Who(Quarter quarter, string special, string rank = "")
    {
        var box = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (special.Length > 0)
            box.Add(special, [special == "disability" ? "Y" : "B1"]);
        if (rank.Length > 0)
            box.Add("rank", [rank]);
        return new Population("workforce", [quarter], [box]);
    }

    private static MeasureRow Row(string id, Quarter quarter, string breakdown, string group, Unit unit, double? value, int n)
    {
        Measure measure = ContractSet.Embedded.Measures.Find(id)!;
        return new MeasureRow
        {
            Quarter = quarter.ToString(),
            PeriodStart = quarter.LastDay,
            PeriodEnd = quarter.LastDay,
            Window = measure.Windows[0],
            MeasureId = id,
            MeasureName = measure.Name,
            Feed = measure.Feed,
            Breakdown = breakdown,
            Group = group,
            Statistic = Statistic.Level,
            Unit = unit,
            Value = value,
            N = n,
            NEffective = n,
            Polarity = measure.Polarity,
            Symbol = n == 0 ? Symbols.NotApplicable : Symbols.None,
            Status = TargetStatus.NoTarget,
            Edition = 1,
            CatalogueVersion = "test",
        };
    }
}
