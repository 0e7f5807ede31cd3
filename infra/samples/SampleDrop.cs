using IncDiv.Contracts.Feeds;
using IncDiv.Samples.Pas;
using IncDiv.Samples.StaffSurvey;
using IncDiv.Samples.Victims;
using IncDiv.Samples.Workforce;

namespace IncDiv.Samples;

/// <summary>Writes synthetic drops in the form that source teams deliver (feeds.md section 3). They hold no real people. The figures that the strategy
/// publishes (measures.md, "Baselines") hold by construction in the quarters of 2016-17; other quarters follow the same model.</summary>
public static class SampleDrop
{
    private static readonly Dictionary<string, Func<Quarter, int, ulong, SampleOptions, ISampleRows>> Models = new(StringComparer.Ordinal)
    {
        ["pas"] = (quarter, _, seed, options) => new PasInterviews(quarter, seed, options),
        ["staff-survey"] = (quarter, rows, seed, options) => new StaffResponses(quarter, rows, seed, options),
        ["victim-satisfaction"] = (quarter, rows, seed, options) => new VictimInterviews(quarter, rows, seed, options),
        ["workforce"] = (quarter, rows, seed, _) => new WorkforceSnapshot(quarter, rows, seed),
    };

    /// <summary>The feeds whose samples have a model of their own, with published figures. Rows of other feeds follow the contract alone. Ready-made registers
    /// of actions are in the folder registers.</summary>
    public static IReadOnlyList<string> Feeds { get; } = [.. Models.Keys];

    /// <summary>Writes a CSV of one feed of this build and quarter.</summary>
    /// <param name="feed">Name of a feed, such as <c>pas</c>.</param>
    /// <inheritdoc cref="WriteAsync(Feed, Quarter, int, ulong, SampleOptions, Stream, CancellationToken)"/>
    public static Task<SampleSummary> WriteAsync(
        string feed, Quarter quarter, int rows, ulong seed, SampleOptions options, Stream output, CancellationToken ct) =>
        WriteAsync(
            ContractSet.Embedded.Feeds.Find(feed) ?? throw new ArgumentException($"There is no feed '{feed}'.", nameof(feed)),
            quarter,
            rows,
            seed,
            options,
            output,
            ct);

    /// <summary>Writes a CSV of one feed and quarter. The same arguments give the same bytes.</summary>
    /// <param name="contract">The feed. If it has a model here, but other columns, its rows follow the contract alone.</param>
    /// <param name="rows">Rows below the header. For <c>workforce</c> these are the closing strength and the quarter's leavers together;
    /// people persist from quarter to quarter under the same seed and number of rows.</param>
    /// <exception cref="ArgumentException">The feed has no sample for the quarter.</exception>
    public static async Task<SampleSummary> WriteAsync(
        Feed contract, Quarter quarter, int rows, ulong seed, SampleOptions options, Stream output, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        bool isModelled = Models.TryGetValue(contract.Name, out var model)
            && ContractSet.Embedded.Feeds.Find(contract.Name)!.Columns.Select(c => c.Name)
                .SequenceEqual(contract.Columns.Select(c => c.Name), StringComparer.Ordinal);
        ISampleRows source = isModelled ? model!(quarter, rows, seed, options) : new ContractRows(contract, quarter, seed);
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
}
