namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Counts suppressed cells by column, and suppressed records by the groups that the release monitors.</summary>
internal sealed class SuppressionTally(MicrodataPlan plan)
{
    private readonly IReadOnlyList<QuasiColumn> _columns = plan.Histogram.Columns;
    private readonly long[][] _suppressed = [.. plan.Histogram.Columns.Select(c => new long[c.RawCounts.Count])];
    private readonly (int Column, int Level, long[] Rows, long[] Suppressed)[] _groups =
    [
        .. from monitored in plan.Histogram.Release!.SuppressionMonitored
           from column in plan.Histogram.Columns.Index()
           where column.Item.Quasi.Column == monitored.Column
           let groups = column.Item.Values[monitored.Level].Length
           select (column.Index, monitored.Level, new long[groups], new long[groups]),
    ];

    public long Rows { get; private set; }

    public long SuppressedRows { get; private set; }

    public long Cells(int column) => _suppressed[column].Sum();

    /// <summary>Suppressed cells of a column by their raw code.</summary>
    public IReadOnlyList<long> CellsByRawCode(int column) => _suppressed[column];

    /// <param name="differing">Bits of the cells that are suppressed.</param>
    public void Count(RowCoder coder, int row, UInt128 differing)
    {
        Rows++;
        foreach ((int column, int level, long[] rows, long[] suppressed) in _groups)
        {
            int group = _columns[column].Codes[level][coder.RawCode(column, row)];
            rows[group]++;
            if (differing != 0)
                suppressed[group]++;
        }
        if (differing == 0)
            return;
        SuppressedRows++;
        for (int c = 0; c < _suppressed.Length; c++)
            if ((differing & _columns[c].Mask) != 0)
                _suppressed[c][coder.RawCode(c, row)]++;
    }

    /// <summary>The suppression of each monitored group that has records.</summary>
    public IEnumerable<GroupSuppression> Groups() =>
        from g in _groups
        from code in Enumerable.Range(0, g.Rows.Length)
        where g.Rows[code] > 0
        select Group(_columns[g.Column].Quasi.Column, _columns[g.Column].Values[g.Level][code], g.Rows[code], g.Suppressed[code]);

    private GroupSuppression Group(string column, string group, long rows, long suppressed)
    {
        double share = (double)suppressed / rows;
        double? ratio = SuppressedRows > suppressed ? share / ((double)(SuppressedRows - suppressed) / (Rows - rows)) : null;
        return new GroupSuppression(column, group, rows, suppressed, share, ratio, ratio > 1.5 || (ratio is null && suppressed > 0 && rows < Rows));
    }
}
