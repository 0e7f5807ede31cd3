using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using IncDiv.Measures;
using Xunit.Abstractions;

namespace IncDiv.Replay.Tests;

/// <summary>Time and memory for a quarter and a large survey, from curated Parquet and from rows.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    private static readonly Quarter Last = new(2016, 4);

    /// <summary>45,000 people, 12,800 interviews and 12,000 victims a year, 13,000 colleagues a wave; four years and the quarter itself.</summary>
    [SpeedFact]
    public async Task All_measures_of_a_quarter_with_four_years_of_history_take_less_than_three_seconds()
    {
        using var folder = new CuratedFolder();
        for (int back = MeasureEngine.QuartersNeeded - 1; back >= 0; back--)
        {
            Quarter quarter = Last.AddQuarters(-back);
            await folder.AddSampleAsync("workforce", quarter, 45_000, 1);
            await folder.AddSampleAsync("pas", quarter, 3_200, 1);
            await folder.AddSampleAsync("victim-satisfaction", quarter, 3_000, 1);
            if (quarter.Number == 4)
                await folder.AddSampleAsync("staff-survey", quarter, 13_000, 1);
        }
        var clock = Stopwatch.StartNew();
        IReadOnlyList<MeasureRow> rows = await folder.MeasuresAsync(Last);
        TimeSpan taken = clock.Elapsed;
        output.WriteLine($"{rows.Count} rows in {taken.TotalSeconds:0.00} s");
        Assert.InRange(taken.TotalSeconds, 0, 3);
    }

    /// <summary>The whole catalogue of the survey: more measures and breakdowns than 18 and 12.</summary>
    [SpeedFact]
    public async Task A_million_interviews_are_added_up_in_a_second_and_a_half_and_little_memory()
    {
        const int Interviews = 32_000, Times = 32;
        using var folder = new CuratedFolder();
        await folder.AddSampleAsync("pas", Last, Interviews, 1);
        Feed feed = ContractSet.Embedded.Feeds.Find("pas")!;
        var tally = new FeedTally(ContractSet.Embedded.Measures, feed);
        var taken = TimeSpan.Zero;
        await foreach (RowBatch batch in folder.Source.ReadAsync(feed, Last, CancellationToken.None))
        {
            var clock = Stopwatch.StartNew();
            for (int i = 0; i < Times; i++)
                tally.Add(batch);
            taken += clock.Elapsed;
        }
        long peak = Process.GetCurrentProcess().PeakWorkingSet64;
        output.WriteLine($"{tally.Rows} rows in {taken.TotalSeconds:0.00} s, peak {peak / 1e6:0} MB with the making of the sample");
        Assert.InRange(tally.Rows, 1_000_000, 1_100_000);
        Assert.InRange(taken.TotalSeconds, 0, 1.5);
        Assert.InRange(peak, 0, 600_000_000);
    }
}
