namespace IncDiv.Ingestion.Tests;

/// <summary>A small CSV drop that meets the contract, apart from what a test changes.</summary>
internal sealed class SampleDrop(string feed)
{
    private readonly List<string> _lines = [];
    private List<string> _columns = [.. Contract(feed).Columns.Select(c => c.Name)];

    public Feed Feed { get; } = Contract(feed);

    public char Delimiter { get; init; } = ',';

    public string NewLine { get; init; } = "\n";

    public SampleDrop Without(params string[] columns)
    {
        _columns = [.. _columns.Except(columns)];
        return this;
    }

    public SampleDrop With(params string[] columns)
    {
        _columns.AddRange(columns);
        return this;
    }

    public SampleDrop Row(params (string Column, string Value)[] values)
    {
        string id = $"P{_lines.Count:D5}";
        _lines.Add(string.Join(Delimiter, _columns.Select(c =>
            values.FirstOrDefault(v => v.Column == c).Value ?? (c == Feed.Key.Name ? id : Valid(c)))));
        return this;
    }

    public SampleDrop Rows(int count)
    {
        for (int i = 0; i < count; i++)
            Row();
        return this;
    }

    public SampleDrop Line(string line)
    {
        _lines.Add(line);
        return this;
    }

    /// <summary>Header and rows as cells; only where no cell is quoted.</summary>
    public IReadOnlyList<string[]> Cells => [.. _lines.Prepend(string.Join(Delimiter, _columns)).Select(l => l.Split(Delimiter))];

    public override string ToString() => string.Concat(_lines.Prepend(string.Join(Delimiter, _columns)).Select(l => l + NewLine));

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    private static Feed Contract(string name) => ContractSet.Embedded.Feeds.Find(name)!;

    private string Valid(string name)
    {
        FeedColumn? column = Feed.Columns.FirstOrDefault(c => c.Name == name);
        return (Feed.Name, name) switch
        {
            (_, "date_of_birth") => "1985-02-28",
            ("workforce", "snapshot_date") => "2017-03-31",
            ("workforce", "start_date" or "rank_start_date") => "2010-01-15",
            ("workforce", "band" or "leave_date" or "leave_reason" or "previous_rank") => "",
            (_, "hate_strand") => "",
            ("pas", "xq128a") => "2",
            ("pas", "xq128c" or "xq128d" or "xq128e") => "",
            (_, "reported_date") => "2017-01-20",
            _ => column?.Type switch
            {
                ColumnType.Date => "2017-02-14",
                ColumnType.Code => column.Codes!.Codes[0].Code,
                ColumnType.Number => Delimiter == ';' ? "0,67" : "0.67",
                ColumnType.Text => "North area",
                _ => "",
            },
        };
    }
}
