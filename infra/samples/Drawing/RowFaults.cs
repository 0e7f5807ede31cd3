using IncDiv.Contracts.Feeds;

namespace IncDiv.Samples.Drawing;

/// <summary>One way of breaking a row.</summary>
/// <param name="Code">The R-code that ingestion must report for the row.</param>
/// <param name="Fields">Invalid values by column index.</param>
/// <param name="ExtraField">The row has one field more than the header.</param>
/// <param name="RepeatsKey">The row has the key of the drop's first row.</param>
internal sealed record RowFault(string Code, IReadOnlyDictionary<int, byte[]> Fields, bool ExtraField = false, bool RepeatsKey = false);

/// <summary>Draws the faults of a drop's bad rows: every R-code of the feed's contract, in equal shares.</summary>
internal sealed class RowFaults(Feed feed, double share, SampleRandom random)
{
    public const ulong Stream = 0xBAD;

    private readonly RowFault[] _faults = [.. Faults(feed), Fault(feed, "R205") with { RepeatsKey = true }, Fault(feed, "R207") with { ExtraField = true }];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The number of bad rows so far, by code. Holds only codes that occur.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>The fault of the next row, or null for a valid one.</summary>
    public RowFault? Next()
    {
        if (share <= 0 || random.NextUnit() >= share)
            return null;
        RowFault fault = _faults[random.Below(_faults.Length)];
        _counts[fault.Code] = _counts.GetValueOrDefault(fault.Code) + 1;
        return fault;
    }

    private static RowFault Fault(Feed feed, string code, params (string Column, string Text)[] fields) =>
        new(code, fields.ToDictionary(f => IndexOf(feed, f.Column), f => CsvRows.Field(f.Text)));

    private static int IndexOf(Feed feed, string column) => feed.Columns.Index().FirstOrDefault(c => c.Item.Name == column) is (var index, { })
        ? index
        : throw new InvalidOperationException($"Feed '{feed.Name}' has no column '{column}'.");

    // Each fault breaks exactly one rule of the contract.
    private static RowFault[] Faults(Feed feed) => feed.Name switch
    {
        "pas" =>
        [
            Fault(feed, "R201", ("borough", "")),
            Fault(feed, "R202", ("interview_date", "13th of May")),
            Fault(feed, "R203", ("weight", "51")),
            Fault(feed, "R204", ("q60", "7")),
            Fault(feed, "R206", ("xq128a", "2"), ("xq128c", "1"), ("xq128d", ""), ("xq128e", "")),
            Fault(feed, "R208", ("borough", "E09000001")),
        ],
        "victim-satisfaction" =>
        [
            Fault(feed, "R201", ("victim_group", ""), ("hate_strand", "")),
            Fault(feed, "R202", ("reported_date", "31/02/2017")),
            Fault(feed, "R203", ("weight", "0")),
            Fault(feed, "R204", ("overall", "8")),
            Fault(feed, "R206", ("victim_group", "BURGLARY"), ("hate_strand", "RACE")),
            Fault(feed, "R208", ("borough", "City of London")),
        ],
        "staff-survey" =>
        [
            Fault(feed, "R201", ("business_group", "")),
            Fault(feed, "R202", ("submitted_date", "soon")),
            Fault(feed, "R203", ("weight", "-1")),
            Fault(feed, "R204", ("s03", "6")),
        ],
        "workforce" =>
        [
            Fault(feed, "R201", ("worker_type", "")),
            Fault(feed, "R202", ("start_date", "2001-13-01")),
            Fault(feed, "R203", ("fte", "1.4")),
            Fault(feed, "R204", ("sex", "Q")),
            Fault(feed, "R206", ("leave_date", ""), ("leave_reason", "RESIGN")),
        ],
        _ =>
        [
            .. feed.Columns.Where(c => c.ValueRequired).Take(1).Select(c => Fault(feed, "R201", (c.Name, ""))),
            .. feed.Columns.Where(c => c.Type == ColumnType.Date).Take(1).Select(c => Fault(feed, "R202", (c.Name, "soon"))),
            .. feed.Columns.Where(c => c.Maximum is not null).Take(1).Select(c => Fault(feed, "R203", (c.Name, $"{c.Maximum! + 1}"))),
            .. feed.Columns.Where(c => c.Type == ColumnType.Code).Take(1).Select(c => Fault(feed, "R204", (c.Name, "no such code"))),
        ],
    };
}
