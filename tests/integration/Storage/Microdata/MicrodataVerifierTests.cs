using IncDiv.Contracts.Microdata;
using IncDiv.Storage.Curated;
using IncDiv.Storage.Microdata;

namespace IncDiv.Storage.Tests.Bi;

/// <summary>The verifier gets files that the planner would never write.</summary>
public sealed class MicrodataVerifierTests
{
    private static readonly MicrodataRelease Release = ContractSet.Embedded.Releases.Find("pas")!;

    [Theory]
    [InlineData(10, 0)]
    [InlineData(9, 9)]
    [InlineData(1, 1)]
    public async Task A_class_that_is_too_small_is_found(int rows, int atRisk)
    {
        MicrodataCheck check = await CheckAsync(Batch(("E09000002", 12, i => i % 2), (Hierarchy.Unknown, rows, i => i % 2)));

        Assert.Equal((12 + rows, 2, Math.Min(12, rows), atRisk), (check.Records, check.Classes, check.SmallestClass, check.RecordsAtRisk));
    }

    [Fact]
    public async Task A_class_whose_answers_are_all_the_same_is_found()
    {
        MicrodataCheck check = await CheckAsync(Batch(("E09000002", 12, i => i % 2), ("E09000003", 15, _ => 1)));

        Assert.Equal((15, 1, false), (check.RecordsAtRisk, check.MinAnswers, check.Passes));
    }

    [Fact]
    public async Task Blank_is_not_an_answer()
    {
        MicrodataCheck check = await CheckAsync(Batch(("E09000002", 12, i => i % 2), ("E09000003", 15, i => i % 2 - 1)));

        Assert.Equal((15, 1), (check.RecordsAtRisk, check.MinAnswers));
    }

    // Positions in the code list of xq128a: 0 yes, 1 no, then don't know, refused, not asked.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_refusal_is_not_an_answer(int position)
    {
        MicrodataCheck check = await CheckAsync(Batch(("E09000002", 12, i => i % 2), ("E09000003", 15, i => i == 0 ? position : 0)));

        Assert.Equal((15, 1, false), (check.RecordsAtRisk, check.MinAnswers, check.Passes));
    }

    [Fact]
    public async Task Every_value_that_the_release_allows_passes()
    {
        RowBatch batch = Batch(("SW", 12, i => i % 2), (Hierarchy.Everything, 12, i => i % 5));
        for (int row = 0; row < batch.Count; row++)
            batch.Column<NumberValues>("weight").Values[row] = row % 18 == 17 ? double.NaN : row % 18 * 0.25;

        Assert.Empty((await CheckAsync(batch)).UnexpectedValues);
    }

    [Theory]
    [InlineData("borough", "E09000001")]
    [InlineData("borough", "Westminster")]
    [InlineData("borough", null)]
    [InlineData("ethnicity", "W9")]
    [InlineData("sex", "")]
    public async Task A_generalised_value_that_is_on_no_level_or_finer_than_allowed_is_found(string column, string? value)
    {
        RowBatch batch = Batch(("SW", 12, i => i % 2));
        CodeValues values = batch.Column<CodeValues>(column);
        values.Indices[7] = value is null ? (ushort)0 : values.Add(value);

        Assert.Equal([column], (await CheckAsync(batch)).UnexpectedValues);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(4.25)]
    [InlineData(-0.25)]
    public async Task A_number_off_its_steps_is_found(double weight)
    {
        RowBatch batch = Batch(("SW", 12, i => i % 2));
        batch.Column<NumberValues>("weight").Values[11] = weight;

        Assert.Equal(["weight"], (await CheckAsync(batch)).UnexpectedValues);
    }

    [Fact]
    public async Task A_code_that_its_list_lacks_and_a_withheld_column_that_is_filled_are_found()
    {
        RowBatch batch = Batch(("SW", 12, i => i % 2));
        batch.Column<CodeValues>("q60").Indices[3] = batch.Column<CodeValues>("q60").Add("6");

        Assert.Equal(["q60", "xq128a"], (await CheckAsync(["xq128a"], [], batch)).UnexpectedValues);
    }

    [Fact]
    public async Task An_unknown_entry_of_the_footer_is_found() =>
        Assert.Equal(["note"], (await CheckAsync([], new() { ["feed"] = "pas", ["note"] = "of somebody" }, Batch(("SW", 12, i => i % 2)))).UnexpectedValues);

    [Fact]
    public async Task A_class_is_counted_wherever_its_rows_are()
    {
        RowBatch small = Batch(("E09000002", 6, i => i % 2), ("E09000003", 6, i => i % 2), ("E09000002", 6, i => i % 2), ("E09000003", 6, i => i % 2));

        MicrodataCheck check = await CheckAsync(small, small);

        Assert.Equal((48, 2, 24, true), (check.Records, check.Classes, check.SmallestClass, check.Passes));
    }

    [Fact]
    public async Task A_column_too_many_or_too_few_is_found()
    {
        using var file = new MemoryStream();
        MicrodataRelease without = Release with { QuasiIdentifiers = [.. Release.QuasiIdentifiers.Skip(1)] };
        await using (await RowWriter.CreateAsync(Release, file, new Dictionary<string, string>(), CancellationToken.None))
        {
        }

        Assert.Equal(
            ["borough"],
            (await MicrodataVerifier.CheckAsync(without, new MemoryStream(file.ToArray()), 10, 2, [], CancellationToken.None)).UnexpectedValues);
    }

    private static Task<MicrodataCheck> CheckAsync(params RowBatch[] batches) => CheckAsync([], [], batches);

    private static async Task<MicrodataCheck> CheckAsync(string[] withheld, Dictionary<string, string> footer, params RowBatch[] batches)
    {
        using var file = new MemoryStream();
        await using (RowWriter writer = await RowWriter.CreateAsync(Release, file, footer, CancellationToken.None))
            foreach (RowBatch batch in batches)
                await writer.WriteAsync(batch, CancellationToken.None);
        return await MicrodataVerifier.CheckAsync(Release, new MemoryStream(file.ToArray()), 10, 2, withheld, CancellationToken.None);
    }

    // Rows that differ only in their borough. An answer of -1 is blank.
    private static RowBatch Batch(params (string Borough, int Rows, Func<int, int> Answer)[] parts)
    {
        ColumnValues[] columns = [.. Release.Columns.Select((c, i) => c.Kind == CuratedKind.Number ? (ColumnValues)new NumberValues()
            : new CodeValues(i == 0 ? parts.Select(p => p.Borough).Distinct()
                : c.Kind == CuratedKind.Text ? ["*"]
                : c.Codes?.Codes.Select(code => code.Code) ?? ["false", "true"]))];
        var batch = new RowBatch(new Quarter(2026, 2), [.. Release.Columns.Select(c => c.Name)], columns) { Count = parts.Sum(p => p.Rows) };
        batch.EnsureCapacity(batch.Count);
        int row = 0;
        foreach ((string borough, int rows, Func<int, int> answer) in parts)
            for (int i = 0; i < rows; i++, row++)
                for (int c = 0; c < columns.Length; c++)
                    if (columns[c] is CodeValues v)
                        v.Indices[row] = c == 0 ? (ushort)v.Dictionary.ToList().IndexOf(borough)
                            : Release.Columns[c].Kind == CuratedKind.Text ? (ushort)1
                            : (ushort)(Release.Columns[c].Name == "xq128a" ? answer(i) + 1 : 0);
        return batch;
    }
}
