namespace IncDiv.Workflows.Tests;

/// <summary>Another force: four districts, ranks and characteristics of its own, two strategies and three feeds, all of it in the folder tests/data/force. It
/// shows that the pipeline is about no force in particular.</summary>
[Collection(WorkflowsTests.Name)]
public sealed class InventedForceTests(WorkflowsFixture fixture)
{
    private static readonly Quarter Quarter = new(2025, 4);

    private static readonly string[] Districts = ["Northmoor", "Coast", "Vale", "City"];

    [Fact]
    public async Task Its_drops_become_its_packs_with_its_folder_of_contracts_alone()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(
            fixture.NewAccount(), [("Contracts", Repository.PathOf("tests/data/force"))], today: "2026-05-02");

        await pipeline.DropAsync("wardens/march.csv", Wardens());
        await pipeline.DropAsync("neighbours/march.csv", Interviews("interview_id", "fair", 700, isOfGender: true));
        await pipeline.DropAsync("harmed/march.csv", Interviews("case_token", "helped", 500, isOfGender: false));
        await pipeline.DropAsync("pas/march.csv", Wardens());
        await pipeline.ComputeAsync();

        IReadOnlyList<DropRecord> drops = await pipeline.LedgerAsync();
        Assert.Equal(["harmed Accepted", "neighbours Accepted", "unknown Quarantined", "wardens Accepted"], drops.Select(d => $"{d.Feed} {d.Outcome}").Order());
        IReadOnlyList<MeasureRow> rows = await pipeline.MeasuresAsync(Quarter);
        Assert.Equal(25.0, Level(rows, "W-1", "all", "All").Value);
        Assert.Equal(75.0, Level(rows, "N-1", "all", "All").Value);
        Assert.Equal(
            Districts.Order(),
            rows.Where(r => r is { MeasureId: "N-1", Breakdown: "district", Statistic: Statistic.Level }).Select(r => r.Group).Distinct().Order());
        foreach ((string pack, string title) in new[] { ("belonging", "Belonging on the moor"), ("fair-help", "Fair help") })
        {
            PublishedPack published = (await pipeline.Publication.PublishAsync(pack, Quarter, CancellationToken.None))!;
            string page = await pipeline.TextAsync(ContainerNames.Packs, $"{published.Path}/index.html");
            Assert.Contains(title, page, StringComparison.Ordinal);
            Assert.Contains("Kernish", page, StringComparison.Ordinal);
            Assert.DoesNotContain("BME", page, StringComparison.Ordinal);
            Assert.DoesNotContain("London", page, StringComparison.Ordinal);
            Assert.NotEmpty(await pipeline.BytesAsync(ContainerNames.Packs, $"{published.Path}/pack.xlsx"));
        }
        Assert.Contains(await pipeline.NamesAsync(ContainerNames.Bi), n => n.StartsWith("neighbours/", StringComparison.Ordinal));
    }

    private static MeasureRow Level(IReadOnlyList<MeasureRow> rows, string id, string breakdown, string group) =>
        rows.First(r => (r.MeasureId, r.Breakdown, r.Group, r.Statistic) == (id, breakdown, group, Statistic.Level) && r.Window != MeasureWindow.Rolling);

    // A quarter of the wardens speak Kernish.
    private static byte[] Wardens() => Csv("badge,as_at,grade,district,tongue,gender", 800, i =>
        $"B{i},2026-03-31,{(i % 50 == 0 ? "CM" : i % 5 == 0 ? "SW" : "WA")},{Districts[i % 4]},{(i % 8 < 2 ? "K" : "E")},{(i % 3 == 0 ? "W" : "M")}");

    // Three quarters give one of the two better answers.
    private static byte[] Interviews(string key, string question, int count, bool isOfGender) =>
        Csv($"{key},asked_on,district,tongue,{(isOfGender ? "gender," : "")}{question}", count, i =>
        {
            string gender = !isOfGender ? "" : i % 2 == 0 ? "W," : "M,";
            return $"{key}{i},2026-0{1 + i % 3}-15,{Districts[i / 4 % 4]},{(i / 16 % 3 == 0 ? "B" : "E")},{gender}{1 + i % 4 % 3}";
        });

    private static byte[] Csv(string header, int rows, Func<int, string> row) =>
        Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, rows).Select(row).Prepend(header)) + "\n");
}
