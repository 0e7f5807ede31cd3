using IncDiv.Contracts.Feeds;

namespace IncDiv.Samples.Drawing;

/// <summary>Draws the faults of a drop's bad rows: every R-code of the feed's contract, in equal shares.</summary>
internal sealed class RowFaults
{
    public const ulong Stream = 0xBAD;

    private readonly RowFault[] _faults;
    private readonly double _share;
    private readonly SampleRandom _random;
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public RowFaults(Feed feed, double share, SampleRandom random)
    {
        _share = share;
        _random = random;
        _faults =
        [.. Faults(feed).Select(f => Bind(feed, f.Code, f.Fields)), new RowFault("R205", [], RepeatsKey: true), new RowFault("R207", [], ExtraField: true)];
    }

    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>The fault of the next row, or null for a valid one.</summary>
    public RowFault? Next()
    {
        if (_share <= 0 || _random.NextUnit() >= _share)
            return null;
        RowFault fault = _faults[_random.Below(_faults.Length)];
        _counts[fault.Code] = _counts.GetValueOrDefault(fault.Code) + 1;
        return fault;
    }

    private static RowFault Bind(Feed feed, string code, (string Column, string Text)[] fields) =>
        new(code, [.. fields.Select(f => (IndexOf(feed, f.Column), CsvRows.Field(f.Text)))]);

    private static int IndexOf(Feed feed, string column)
    {
        for (int i = 0; i < feed.Columns.Count; i++)
            if (feed.Columns[i].Name == column)
                return i;
        throw new InvalidOperationException($"Feed '{feed.Name}' has no column '{column}'.");
    }

    // Each fault breaks exactly one rule of the contract.
    private static (string Code, (string Column, string Text)[] Fields)[] Faults(Feed feed) => feed.Name switch
    {
        "pas" =>
        [
            ("R201", [("borough", "")]),
            ("R202", [("interview_date", "13th of May")]),
            ("R203", [("weight", "51")]),
            ("R204", [("q60", "7")]),
            ("R206", [("xq128a", "2"), ("xq128c", "1"), ("xq128d", ""), ("xq128e", "")]),
            ("R208", [("borough", "E09000001")]),
        ],
        "victim-satisfaction" =>
        [
            ("R201", [("victim_group", ""), ("hate_strand", "")]),
            ("R202", [("reported_date", "31/02/2017")]),
            ("R203", [("weight", "0")]),
            ("R204", [("overall", "8")]),
            ("R206", [("victim_group", "BURGLARY"), ("hate_strand", "RACE")]),
            ("R208", [("borough", "City of London")]),
        ],
        "staff-survey" =>
        [
            ("R201", [("business_group", "")]),
            ("R202", [("submitted_date", "soon")]),
            ("R203", [("weight", "-1")]),
            ("R204", [("s03", "6")]),
        ],
        "workforce" =>
        [
            ("R201", [("worker_type", "")]),
            ("R202", [("start_date", "2001-13-01")]),
            ("R203", [("fte", "1.4")]),
            ("R204", [("sex", "Q")]),
            ("R206", [("leave_date", ""), ("leave_reason", "RESIGN")]),
        ],
        _ =>
        [
            .. feed.Columns.Where(c => c.ValueRequired).Take(1).Select(c => ("R201", Fields(c, ""))),
            .. feed.Columns.Where(c => c.Type == ColumnType.Date).Take(1).Select(c => ("R202", Fields(c, "soon"))),
            .. feed.Columns.Where(c => c.Maximum is not null).Take(1).Select(c => ("R203", Fields(c, $"{c.Maximum! + 1}"))),
            .. feed.Columns.Where(c => c.Type == ColumnType.Code).Take(1).Select(c => ("R204", Fields(c, "no such code"))),
        ],
    };

    private static (string, string)[] Fields(FeedColumn column, string text) => [(column.Name, text)];
}
