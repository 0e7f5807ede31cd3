namespace IncDiv.Samples.Tests;

/// <summary>A generated CSV, read strictly by RFC 4180. It checks the generator without any code of the pipeline.</summary>
internal sealed class SampleTable
{
    private readonly Dictionary<string, int> _columns;

    private SampleTable(List<string[]> lines)
    {
        Header = lines[0];
        Rows = lines[1..];
        _columns = Header.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
    }

    public string[] Header { get; }

    public IReadOnlyList<string[]> Rows { get; }

    public static async Task<SampleTable> WriteAsync(string feed, string quarter, int rows, ulong seed, SampleOptions? options = null) =>
        Read(await BytesAsync(feed, quarter, rows, seed, options));

    public static async Task<byte[]> BytesAsync(string feed, string quarter, int rows, ulong seed, SampleOptions? options = null)
    {
        using var stream = new MemoryStream();
        await SampleDrop.WriteAsync(
            ContractSet.Embedded.Feeds.Find(feed)!, Quarter.Parse(quarter), rows, seed, options ?? new SampleOptions(), stream, CancellationToken.None);
        return stream.ToArray();
    }

    public static SampleTable Read(byte[] csv)
    {
        var lines = new List<string[]>();
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        string text = Encoding.UTF8.GetString(csv);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (quoted || c is not (',' or '\n'))
                field.Append(c);
            else
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == ',')
                    continue;
                lines.Add([.. fields]);
                fields.Clear();
            }
        }
        Assert.False(quoted || field.Length > 0 || fields.Count > 0, "The file must end with a whole line.");
        return new SampleTable(lines);
    }

    public string Get(string[] row, string column) => row[_columns[column]];

    public bool Is(string[] row, string column, params ReadOnlySpan<string> values) => values.Contains(Get(row, column));

    public bool Starts(string[] row, string column, string letters) => Get(row, column) is { Length: > 0 } value && letters.Contains(value[0]);

    public bool IsBme(string[] row) => Get(row, "ethnicity") != "NS" && Starts(row, "ethnicity", "MABO");

    public bool IsWhite(string[] row) => Starts(row, "ethnicity", "W");

    public int Count(Func<string[], bool> rows) => Rows.Count(rows);

    /// <summary>Percent of the rows of a base that are counted.</summary>
    public double Percent(Func<string[], bool> counted, Func<string[], bool> of) => 100.0 * Rows.Count(r => of(r) && counted(r)) / Rows.Count(of);

    public DateOnly Date(string[] row, string column) => DateOnly.ParseExact(Get(row, column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public double Number(string[] row, string column) => double.Parse(Get(row, column), CultureInfo.InvariantCulture);
}
