namespace IncDiv.Ingestion.Tests.Mutation;

/// <summary>A valid drop as a table of cells in which every personal column holds a marker, with faults that were planted in it.</summary>
internal sealed class SampleTable
{
    /// <summary>Part of every personal value; it must never be in a message.</summary>
    public const string Marker = "ZQX";

    private readonly List<string[]> _cells;

    private SampleTable(string feed, List<string[]> cells)
    {
        Feed = feed;
        _cells = cells;
    }

    public string Feed { get; }

    /// <summary>The header and the rows.</summary>
    public IReadOnlyList<string[]> Cells => _cells;

    /// <summary>Index in <see cref="Cells"/>, code and column of each fault.</summary>
    public List<(int Row, string Code, string Column)> Planted { get; } = [];

    public static SampleTable Create(string feed, int rows, Random random)
    {
        Feed contract = ContractSet.Embedded.Feeds.Find(feed)!;
        IReadOnlyList<string[]> sample = new SampleDrop(feed).Rows(1).Cells;
        int[] order = [.. Enumerable.Range(0, sample[0].Length)];
        if (random.Next(2) == 0)
            random.Shuffle(order);
        var cells = new List<string[]> { Array.ConvertAll(order, i => sample[0][i]) };
        for (int row = 1; row <= rows; row++)
            cells.Add(Array.ConvertAll(order, i => Cell(contract.Columns.First(c => c.Name == sample[0][i]), sample[1][i], row, random)));
        return new SampleTable(feed, cells);
    }

    /// <summary>Puts one of the feed's faults into a row that has none yet.</summary>
    public void Plant(Random random)
    {
        (string column, string value, string code)[] faults = FaultsOf(Feed);
        (string column, string value, string code) = faults[random.Next(faults.Length)];
        int row = random.Next(2, _cells.Count);
        if (Planted.Exists(p => p.Row == row))
            return;
        _cells[row][Array.IndexOf(_cells[0], column)] = code == "R205" ? _cells[1][Array.IndexOf(_cells[0], column)] : value;
        Planted.Add((row, code, column));
        Planted.Sort();
    }

    private static string Cell(FeedColumn column, string sample, int row, Random random) => (column.Class, column.Type) switch
    {
        (ColumnClass.Key, _) => $"{Marker}K{row:D4}",
        (ColumnClass.DirectIdentifier, ColumnType.Skipped) => $"{Marker} {row}",
        (ColumnClass.FreeText, _) => random.Next(4) switch
        {
            0 => "",
            1 => $"{Marker} said, \"no\"",
            2 => $"{Marker};\ttwo\nlines",
            _ => $"{Marker} café",
        },
        (_, ColumnType.Date) when sample.Length > 0 && random.Next(2) == 0 => $"{sample[8..]}/{sample[5..7]}/{sample[..4]}",
        _ => sample,
    };

    private static (string Column, string Value, string Code)[] FaultsOf(string feed) => feed switch
    {
        "pas" => [("q60", "6", "R204"), ("borough", "", "R201"), ("weight", "none", "R202"), ("weight", "51", "R203"), ("xq128d", "1", "R206"),
            ("borough", "E09000001", "R208"), ("interview_date", "31/02/2017", "R202"), ("respondent_id", "", "R205"), ("sex", $"{Marker}", "R204")],
        "workforce" => [("fte", "1.01", "R203"), ("ocu", "", "R201"), ("pay_number", $"{Marker}-1", "R202"), ("rank", "", "R206"),
            ("ethnicity", $"{Marker}7", "R204"), ("start_date", "2017-04-01", "R206"), ("date_of_birth", "2001-04-01", "R203"),
            ("snapshot_date", "2017-06-30", "R206"), ("pay_number", "", "R205")],
        "victim-satisfaction" => [("hate_strand", "RACE", "R206"), ("interview_date", "2018-01-21", "R206"), ("overall", "8", "R204"), ("bcu", Marker, "R204"),
            ("survey_id", "n/a", "R201"), ("survey_id", "", "R205"), ("borough", "City of London", "R208")],
        _ => [("s01", "6", "R204"), ("wave", "", "R201"), ("submitted_date", "2017-13-01", "R202"), ("weight", "51", "R203"), ("weight", "", "R201"),
            ("response_token", "", "R205"), ("age_band", "16-24", "R204")],
    };
}
