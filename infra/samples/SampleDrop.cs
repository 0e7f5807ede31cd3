using IncDiv.Contracts.Feeds;
using IncDiv.Samples.Pas;
using IncDiv.Samples.StaffSurvey;
using IncDiv.Samples.Victims;
using IncDiv.Samples.Workforce;

namespace IncDiv.Samples;

/// <summary>The content of a sample drop besides valid rows.</summary>
/// <param name="BadRows">Share of rows, 0 to 1, that break the feed's contract, with various R-codes (feeds.md section 2).</param>
/// <param name="Comments">Share of rows, 0 to 1, with a comment; some hold commas, quotes and line breaks.</param>
public sealed record SampleOptions(double BadRows = 0, double Comments = 0.08);

/// <summary>Writes the rows of one sample drop, one at a time.</summary>
internal interface ISampleRows
{
    /// <summary>Writes the fields of the next row, in the order of the feed's contract.</summary>
    void Write(CsvRows csv);
}

/// <summary>Writes synthetic drops in the form that source teams deliver (feeds.md section 3). They hold no real people. The figures that the strategy
/// publishes (measures.md, "Baselines") hold by construction in the quarters of 2016-17; other quarters follow the same model. Rows of feeds without a model
/// here follow the contract alone. Ready-made registers of actions are in the folder registers.</summary>
public static class SampleDrop
{
    private static readonly Dictionary<string, Func<Quarter, int, ulong, SampleOptions, ISampleRows>> Models = new(StringComparer.Ordinal)
    {
        ["pas"] = (quarter, _, seed, options) => new PasInterviews(quarter, seed, options),
        ["staff-survey"] = (quarter, rows, seed, options) => new StaffResponses(quarter, rows, seed, options),
        ["victim-satisfaction"] = (quarter, rows, seed, options) => new VictimInterviews(quarter, rows, seed, options),
        ["workforce"] = (quarter, rows, seed, _) => new WorkforceSnapshot(quarter, rows, seed),
    };

    /// <summary>Writes a CSV of one feed and quarter. The same arguments give the same bytes.</summary>
    /// <param name="feed">If it has a model here, but other columns, its rows follow the contract alone.</param>
    /// <param name="rows">Rows below the header. For <c>workforce</c> these are the closing strength and the quarter's leavers together;
    /// people persist from quarter to quarter under the same seed and number of rows.</param>
    /// <returns>The number of bad rows by the code that ingestion must report. Holds only codes that occur.</returns>
    /// <exception cref="ArgumentException">The feed has no sample for the quarter.</exception>
    public static async Task<IReadOnlyDictionary<string, int>> WriteAsync(
        Feed feed, Quarter quarter, int rows, ulong seed, SampleOptions options, Stream output, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        bool isModelled = Models.TryGetValue(feed.Name, out var model)
            && ContractSet.Embedded.Feeds.Find(feed.Name)!.Columns.Select(c => c.Name)
                .SequenceEqual(feed.Columns.Select(c => c.Name), StringComparer.Ordinal);
        ISampleRows source = isModelled
            ? model!(quarter, rows, seed, options)
            : new ContractRows(feed, quarter, new SampleRandom(seed, ContractRows.Stream + SampleRandom.StreamOf(quarter)));
        var faults = new RowFaults(feed, options.BadRows, new SampleRandom(seed, RowFaults.Stream));
        using var csv = new CsvRows(feed.Columns.Count);
        csv.Header(feed.Columns.Select(c => c.Name));
        for (int row = 0; row < rows; row++)
        {
            csv.StartRow(row == 0 ? null : faults.Next());
            source.Write(csv);
            csv.EndRow();
            if (csv.IsFull)
                await csv.FlushAsync(output, ct);
        }
        await csv.FlushAsync(output, ct);
        return faults.Counts;
    }
}
