using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Counts;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using IncDiv.Disclosure.Editions;
using IncDiv.Disclosure.Release;
using IncDiv.Measures;
using IncDiv.Measures.Counts;
using IncDiv.Storage.Measures;

namespace IncDiv.Acceptance.Tests;

/// <summary>Releases of synthetic officers, with one to three quarters each: skewed ranks and business groups, few of other sex or not stated, and empty
/// groups. Each release has its own year, so that one attack covers all of them.</summary>
internal static class SyntheticReleases
{
    private static readonly string[] Ranks = ["Constable", "Sergeant", "Inspector", "Chief Inspector", "Superintendent", "Chief Superintendent", "Commander"];
    private static readonly string[] Groups = ["Frontline", "Specialist", "Professionalism", "Digital", "Strategy", "Legal"];
    private static readonly string[] Ethnicities = ["W1", "A1", "B1", "M1", "O1", ""];
    private static readonly string[] Sexes = ["M", "F", "X", ""];
    private static readonly string[] Disabilities = ["N", "Y", ""];

    private sealed record Officer(string Rank, string Group, string Ethnicity, string Sex, string Disability);

    // Other characteristics of the officers are blank, so that nothing can be said by them.
    private static readonly HashSet<(string Measure, string Breakdown)> Tables =
    [
        ("WF-01", "all"), ("WF-01", "rank"), ("WF-01", "business_group"), ("WF-01", "sex"), ("WF-03", "all"), ("WF-03", "rank"), ("WF-03", "business_group"),
        ("WF-03", "ethnicity"), ("WF-03", "ethnicity_broad"), ("WF-05", "all"), ("WF-05", "rank"), ("WF-07", "all"), ("WF-07", "rank"),
        ("WF-07", "business_group"), ("WF-07", "sex"), ("WF-20", "all"),
    ];

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
            ReleasedMeasures released = QuarterRelease.Protect(
                Computed(officers, quarter), ContractSet.Embedded.Measures, ContractSet.Embedded.Policy, new History([.. ledger]), CancellationToken.None);
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

    // The figures of a few measures, as the pipeline computes them.
    private static ComputedMeasures Computed(List<Officer> officers, Quarter quarter)
    {
        MeasureCatalogue catalogue = ContractSet.Embedded.Measures;
        Feed feed = catalogue.Feeds.Find("workforce")!;
        RowBatch batch = Batch(feed, officers, quarter);
        var tally = new FeedTally(catalogue, feed);
        tally.Add(batch);
        var people = new PeopleReader(catalogue, feed, quarter);
        people.Add(batch);
        ComputedMeasures computed =
            new MeasureEngine(catalogue).ComputeWithCounts(quarter, (name, at) => name == feed.Name && at == quarter ? tally : null, 1);
        return computed.Where((row, _) => Tables.Contains((row.MeasureId, row.Breakdown))) with { People = [people.Read()] };
    }

    private static RowBatch Batch(Feed feed, List<Officer> officers, Quarter quarter)
    {
        IReadOnlyList<CuratedColumn> columns = feed.CuratedColumns;
        return new RowBatch(quarter, [.. columns.Select(c => c.Name)], [.. columns.Select(c => Column(c, officers))]) { Count = officers.Count };
    }

    private static ColumnValues Column(CuratedColumn column, List<Officer> officers)
    {
        ColumnValues values = column.Kind switch
        {
            CuratedKind.Pseudonym => new PseudonymValues(),
            CuratedKind.Number => new NumberValues(),
            _ => new CodeValues([]),
        };
        values.EnsureCapacity(officers.Count);
        for (int i = 0; i < officers.Count; i++)
            if (values is NumberValues numbers)
                numbers.Values[i] = double.NaN;
            else if (values is CodeValues codes && CodeOf(column.Name, officers[i]) is { Length: > 0 } code)
                codes.Indices[i] = codes.Dictionary.ToList().IndexOf(code) is > 0 and var found ? (ushort)found : codes.Add(code);
        return values;
    }

    private static string CodeOf(string column, Officer officer) => column switch
    {
        "worker_type" => "OFFICER",
        "leaver" => "false",
        "rank" => officer.Rank,
        "business_group" => officer.Group,
        "ethnicity" => officer.Ethnicity,
        "sex" => officer.Sex,
        "disability" => officer.Disability,
        _ => "",
    };
}
