using IncDiv.Anonymisation.KAnonymity;
using IncDiv.Contracts.Microdata;
using IncDiv.Contracts.Rows;

namespace IncDiv.Anonymisation.Tests.Microdata;

public sealed class SensitiveColumnsTests
{
    private static readonly CuratedColumn Bullied = Column("staff-survey", "bullied");

    [Theory]
    [InlineData("98", false)]
    [InlineData(null, false)]
    [InlineData("2", true)]
    public void A_refusal_in_addition_to_one_answer_does_not_make_a_class_diverse(string? other, bool diverse)
    {
        QuasiIdentifier sex = new("sex", SmallTable.Hierarchy("sex", ["F", "*"], ["M", "*"]), 1);
        string?[][] rows =
        [
            .. Enumerable.Range(0, 10).Select(i => (string?[])["F", i == 0 ? other : "1"]),
            .. Enumerable.Range(0, 10).Select(i => (string?[])["M", $"{1 + i % 2}"]),
        ];
        using QuasiHistogram histogram = SmallTable.Histogram([sex], rows, Bullied);

        MicrodataPlan plan = Assert.IsType<MicrodataPlan>(MicrodataPlanner.Plan(histogram, SmallTable.Model(k: 2, l: 2)));

        Assert.Equal([diverse ? 0 : 1], plan.Node);
        Assert.Empty(plan.WithheldColumns);
    }

    [Fact]
    public void Refusals_are_not_counted_when_it_is_asked_whether_a_column_can_be_released_at_all()
    {
        QuasiIdentifier sex = new("sex", SmallTable.Hierarchy("sex", ["F", "*"], ["M", "*"]), 1);
        using QuasiHistogram histogram = SmallTable.Histogram([sex], [["F", "1"], ["F", "98"], ["M", "1"], ["M", "98"]], Bullied);

        Assert.Equal(["bullied"], Assert.IsType<MicrodataPlan>(MicrodataPlanner.Plan(histogram, SmallTable.Model(k: 2, l: 2))).WithheldColumns);
    }

    [Fact]
    public void A_column_that_is_filled_for_some_answers_of_a_withheld_one_only_is_withheld_too()
    {
        MicrodataRelease release = ContractSet.Embedded.Releases.Find("pas")!;
        using var histogram = new QuasiHistogram(release, () => new MemoryStream());
        // Everyone who answers was stopped. Neither an answer nor the fact that a follow-up question was asked may be visible.
        RowBatch rows = Rows(
            release, 40, ("xq128a", row => row % 4 == 0 ? "98" : "1"),
            ("xq128c", row => row % 4 == 0 ? null : $"{1 + row % 2}"), ("q60", row => $"{1 + row % 5}"));
        Assert.Null(histogram.Add(rows));

        MicrodataPlan plan = Assert.IsType<MicrodataPlan>(MicrodataPlanner.Plan(histogram, new PrivacyModel()));
        using var recoder = new MicrodataRecoder(plan, () => new MemoryStream(), []);
        recoder.Add(rows);
        RowBatch written = Assert.Single(recoder.Sorted(rows.Quarter));

        Assert.Equal(["xq128a", "xq128c", "xq128d", "xq128e"], plan.WithheldColumns);
        Assert.All(plan.WithheldColumns, c => Assert.All(Enumerable.Range(0, 40), row => Assert.Equal(0, written.Column<CodeValues>(c).Indices[row])));
        Assert.All(Enumerable.Range(0, 40), row => Assert.NotEqual(0, written.Column<CodeValues>("q60").Indices[row]));
        Assert.Equal(2, recoder.Report(rows.Quarter).Warnings.Select(w => w[w.IndexOf("left", StringComparison.Ordinal)..]).Distinct().Count());
    }

    private static CuratedColumn Column(string feed, string name) => ContractSet.Embedded.Feeds.Find(feed)!.CuratedColumns.Single(c => c.Name == name);

    // All records are the same, and all columns are blank except those named.
    private static RowBatch Rows(MicrodataRelease release, int rows, params (string Column, Func<int, string?> Value)[] filled)
    {
        CuratedColumn[] columns = [.. release.Feed.CuratedColumns.Where(c => c.Kind != CuratedKind.Pseudonym)];
        var batch = new RowBatch(new Quarter(2026, 2), [.. columns.Select(c => c.Name)], [.. columns.Select(c => c.Kind == CuratedKind.Number
            ? (ColumnValues)new NumberValues()
            : new CodeValues(c.Codes?.Codes.Select(code => code.Code) ?? []))])
        { Count = rows };
        batch.EnsureCapacity(rows);
        foreach ((string column, Func<int, string?> value) in filled)
            for (int row = 0; row < rows; row++)
                batch.Column<CodeValues>(column).Indices[row] = (ushort)Math.Max(0, batch.Column<CodeValues>(column).Dictionary.ToList().IndexOf(value(row)));
        return batch;
    }
}
