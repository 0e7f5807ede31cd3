namespace Azure.Data.Tables.Conformance;

[Collection(AzuriteCollection.Name)]
public class QueryTests(Azurite azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task More_than_1000_rows_come_in_several_pages_without_loss()
    {
        TableClient table = await FilledAsync(1_100);

        List<Page<TableEntity>> pages = await table.QueryAsync<TableEntity>().AsPages().ToListAsync();
        List<TableEntity> rows = await table.QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal([1_000, 100], pages.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(0, 1_100).Select(RowKey), rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task MaxPerPage_and_the_page_size_hint_set_the_page()
    {
        TableClient table = await FilledAsync(7);

        List<Page<TableEntity>> pages = await table.QueryAsync<TableEntity>(maxPerPage: 3).AsPages().ToListAsync();
        List<Page<TableEntity>> hinted = await table.QueryAsync<TableEntity>(maxPerPage: 3).AsPages(pageSizeHint: 5).ToListAsync();

        Assert.Equal([3, 3, 1], pages.Select(page => page.Values.Count));
        Assert.Equal([5, 2], hinted.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.All(pages, page => Assert.Equal(200, page.GetRawResponse().Status));
    }

    [Fact]
    public async Task A_continuation_token_resumes_a_query_later()
    {
        TableClient table = await FilledAsync(7);
        Page<TableEntity> first = await table.QueryAsync<TableEntity>(maxPerPage: 3).AsPages().FirstAsync();

        List<Page<TableEntity>> rest = await table.QueryAsync<TableEntity>().AsPages(first.ContinuationToken).ToListAsync();

        Assert.Equal(Enumerable.Range(3, 4).Select(RowKey), rest.SelectMany(page => page.Values).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Select_returns_the_named_properties_only()
    {
        TableClient table = await FilledAsync(2);

        List<TableEntity> rows = await table.QueryAsync<TableEntity>(select: ["RowKey", "Number"]).ToListAsync();

        Assert.Equal([0, 1], rows.Select(row => row.GetInt32("Number")));
        Assert.All(rows, row => Assert.Equal(["Number", "RowKey", "odata.etag"], row.Keys.Order(StringComparer.Ordinal)));
    }

    public static TheoryData<string, int[]> Filters => new()
    {
        { TableClient.CreateQueryFilter($"PartitionKey eq {"p"} and RowKey ge {"00003"}"), [3, 4] },
        { TableClient.CreateQueryFilter($"Name eq {"O'Neill"}"), [2] },
        { TableClient.CreateQueryFilter($"Name eq {"x' or Name ne 'x"}"), [] },
        { TableClient.CreateQueryFilter($"Name eq {"Größe"}"), [4] },
        { TableClient.CreateQueryFilter($"Number gt {2}"), [3, 4] },
        { TableClient.CreateQueryFilter($"Big eq {4_000_000_003L}"), [3] },
        { TableClient.CreateQueryFilter($"Share lt {0.5}"), [0, 1] },
        { TableClient.CreateQueryFilter($"Even eq {true}"), [0, 2, 4] },
        { TableClient.CreateQueryFilter($"Id eq {Id(1)}"), [1] },
        { TableClient.CreateQueryFilter($"Moment gt {Start.AddSeconds(3)}"), [4] },
        { TableClient.CreateQueryFilter($"Moment le {Start.AddSeconds(1).UtcDateTime}"), [0, 1] },
        { TableClient.CreateQueryFilter($"(Number eq {0} or Number eq {4}) and not (Name eq {"Größe"})"), [0] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_selects_rows(string filter, int[] expected)
    {
        TableClient table = await FilledAsync(5);

        List<TableEntity> rows = await table.QueryAsync<TableEntity>(filter).ToListAsync();

        Assert.Equal(expected, rows.Select(row => row.GetInt32("Number")!.Value));
    }

    [Fact]
    public async Task Rows_are_read_as_an_entity_class()
    {
        TableClient table = await FilledAsync(3);

        List<Employee> rows = await table.QueryAsync<Employee>().ToListAsync();

        Assert.Equal([0, 1, 2], rows.Select(row => row.Number));
        Assert.Equal(Start.AddSeconds(2), rows[2].Moment);
    }

    [Fact]
    public async Task A_filter_that_makes_no_sense_is_a_request_error()
    {
        TableClient table = await azurite.NewTableAsync();

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => table.QueryAsync<TableEntity>("PartitionKey eq").ToListAsync());

        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task A_cancelled_query_stops()
    {
        TableClient table = await FilledAsync(4);
        using var cancellation = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (TableEntity row in table.QueryAsync<TableEntity>(maxPerPage: 2, cancellationToken: cancellation.Token))
            {
                if (++seen == 2)
                    await cancellation.CancelAsync();
            }
        });

        Assert.Equal(2, seen);
    }

    private async Task<TableClient> FilledAsync(int rows)
    {
        TableClient table = await azurite.NewTableAsync();
        foreach (int[] chunk in Enumerable.Range(0, rows).Chunk(100))
            await table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, Row(row))));
        return table;
    }

    private static TableEntity Row(int row) => new("p", RowKey(row))
    {
        ["Number"] = row,
        ["Big"] = 4_000_000_000L + row,
        ["Share"] = row / 4.0,
        ["Even"] = row % 2 == 0,
        ["Id"] = Id(row),
        ["Moment"] = Start.AddSeconds(row),
        ["Name"] = row switch { 2 => "O'Neill", 4 => "Größe", _ => $"Name {row}" },
    };

    private static string RowKey(int row) => $"{row:D5}";

    private static Guid Id(int row) => new(row, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]);
}
