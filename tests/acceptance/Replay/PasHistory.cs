namespace IncDiv.Replay.Tests;

/// <summary>Five and a half years of interviews up to the strategy's, measured quarter by quarter before and after a late drop.</summary>
[CollectionDefinition(nameof(PasHistory))]
public sealed class PasHistory : IAsyncLifetime, ICollectionFixture<PasHistory>
{
    /// <summary>Twenty interviews in each borough.</summary>
    private const int Interviews = 640;

    private const ulong Seed = 2017;
    private static readonly Quarter First = new(2011, 3);

    public static IReadOnlyList<Quarter> Quarters { get; } = [.. Enumerable.Range(0, 22).Select(First.AddQuarters)];

    /// <summary>The quarter of the late drop, by position.</summary>
    public const int Late = 3;

    public IReadOnlyList<IReadOnlyList<MeasureRow>> Before { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<MeasureRow>> After { get; private set; } = [];

    public async Task InitializeAsync()
    {
        using var folder = new CuratedFolder();
        foreach (Quarter quarter in Quarters)
            await folder.AddSampleAsync("pas", quarter, Interviews, Seed);
        Before = await MeasuresAsync(folder);
        await folder.AddSampleAsync("pas", Quarters[Late], Interviews, Seed + 1);
        After = await MeasuresAsync(folder);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The figures of a measure in one window, quarter by quarter; only quarters that have one.</summary>
    public IReadOnlyList<double> Series(string measure, MeasureWindow window) =>
    [
        .. from table in Before
           from row in table
           where row.MeasureId == measure && row.Window == window && row.Breakdown == "all" && row.Statistic == Statistic.Level && row.Value is not null
           select row.Value!.Value,
    ];

    private static async Task<IReadOnlyList<IReadOnlyList<MeasureRow>>> MeasuresAsync(CuratedFolder folder)
    {
        var tables = new List<IReadOnlyList<MeasureRow>>();
        foreach (Quarter quarter in Quarters)
            tables.Add(await folder.MeasuresAsync(quarter));
        return tables;
    }
}
