using IncDiv.Contracts.Feeds;
using IncDiv.Samples.Pas;
using IncDiv.Samples.StaffSurvey;
using IncDiv.Samples.Victims;
using IncDiv.Samples.Workforce;

namespace IncDiv.Samples;

/// <summary>
/// Writes synthetic drops in the form that source teams deliver (feeds.md section 3). They hold no real people. The figures that the strategy
/// publishes (measures.md, "Baselines") hold by construction in the quarters of 2016-17; other quarters follow the same model.
/// </summary>
public static class SampleDrop
{
    /// <summary>The feeds with generated samples: those about people. Ready-made registers of actions are in the folder registers.</summary>
    public static IReadOnlyList<string> Feeds { get; } = ["pas", "staff-survey", "victim-satisfaction", "workforce"];

    /// <summary>Writes a CSV of one feed and quarter. The same arguments give the same bytes.</summary>
    /// <param name="feed">Name of a feed, such as <c>pas</c>.</param>
    /// <param name="rows">Rows below the header. For <c>workforce</c> these are the closing strength and the quarter's leavers together;
    /// people persist from quarter to quarter under the same seed and number of rows.</param>
    /// <exception cref="ArgumentException">The feed is unknown, or has no sample for the quarter.</exception>
    public static async Task<SampleSummary> WriteAsync(
        string feed, Quarter quarter, int rows, ulong seed, SampleOptions options, Stream output, CancellationToken ct)
    {
        Feed contract = ContractSet.Embedded.Feeds.Find(feed) ?? throw new ArgumentException($"There is no feed '{feed}'.", nameof(feed));
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ISampleRows source = Open(feed, quarter, rows, seed, options);
        var faults = new RowFaults(contract, options.BadRows, new SampleRandom(seed, RowFaults.Stream));
        using var csv = new CsvRows(contract.Columns.Count);
        csv.Header(contract.Columns.Select(c => c.Name));
        for (int row = 0; row < rows; row++)
        {
            csv.StartRow(row == 0 ? null : faults.Next());
            source.Write(csv);
            csv.EndRow();
            if (csv.IsFull)
                await csv.FlushAsync(output, ct);
        }
        await csv.FlushAsync(output, ct);
        return new SampleSummary(rows, faults.Counts);
    }

    private static ISampleRows Open(string feed, Quarter quarter, int rows, ulong seed, SampleOptions options) => feed switch
    {
        "pas" => new PasInterviews(quarter, seed, options),
        "victim-satisfaction" => new VictimInterviews(quarter, rows, seed, options),
        "staff-survey" => new StaffResponses(quarter, rows, seed, options),
        "workforce" => new WorkforceSnapshot(quarter, rows, seed),
        _ => throw new ArgumentException($"There is no sample for feed '{feed}'.", nameof(feed)),
    };
}
