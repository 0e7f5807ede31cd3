using IncDiv.Cli.Tests;

namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class FigureExplanationTests(WorkflowsFixture fixture)
{
    private static readonly MeasureKeys Keys = new(ContractSet.Embedded.Measures);

    [Fact]
    public async Task A_masked_figure_is_explained_with_its_people_what_hides_it_and_what_would_show_it()
    {
        Pipeline pipeline = await WithWorkforceAsync();
        var explained = new List<ExplainedFigure>();
        foreach (MeasureRow row in (await pipeline.MeasuresAsync(Drops.Quarter)).Where(IsMaskedLevel))
            explained.Add((await pipeline.Explanation.FindAsync(Drops.Quarter, Keys.Create(row.Key), CancellationToken.None))!);

        Assert.NotEmpty(explained);
        Assert.All(explained, e => Assert.Equal(0, e.Edition));
        Assert.All(explained, e => Assert.NotEmpty(e.Counts.Sides));
        Assert.All(explained, e => Assert.DoesNotContain("does not say", e.WhyMasked, StringComparison.Ordinal));
        ExplainedFigure few = explained.First(e => e.Counts.Sides[0].Base.Persons is > 0 and < 5);
        Assert.Equal(("It is about too few people.", "At least 5 people in each group that it is about."), (few.WhyMasked, few.WhatFreesIt));
        Assert.Null(few.Published!.N);
        Assert.Equal(few.Figure.N, (int)few.Counts.Sides[0].Base.Persons);
    }

    [Fact]
    public async Task A_published_figure_is_explained_as_readers_see_it_and_every_explanation_is_audited()
    {
        Pipeline pipeline = await WithWorkforceAsync();
        await pipeline.PublishAsync(Drops.Quarter);

        ExplainedFigure explained = (await pipeline.Explanation.FindAsync(Drops.Quarter, "WF-20|level|all|All|", CancellationToken.None))!;

        Assert.Equal((1, null, null), (explained.Edition, explained.WhyMasked, explained.WhatFreesIt));
        Assert.Equal(explained.Published!.N, (int)explained.Counts.Sides[0].Base.Persons);
        Assert.Equal("workforce/leaver=false/2016-17-Q4", explained.Counts.Sides[0].Base.Who.Key);
        Assert.Equal(["2016-17-Q4 WF-20|level|all|All|"], await pipeline.AuditAsync("figure explained"));
    }

    [Fact]
    public async Task A_key_that_no_figure_has_is_not_explained_and_not_audited()
    {
        Pipeline pipeline = await WithWorkforceAsync();
        Assert.Null(await pipeline.Explanation.FindAsync(Drops.Quarter, "WF-20|level|all|Nobody|", CancellationToken.None));
        Assert.Empty(await pipeline.AuditAsync("figure explained"));
    }

    [Fact]
    public async Task The_command_prints_the_explanation_and_refuses_what_is_no_quarter_or_no_key()
    {
        Pipeline pipeline = await WithWorkforceAsync();
        MeasureRow masked = (await pipeline.MeasuresAsync(Drops.Quarter)).First(IsMaskedLevel);
        var settings = new Dictionary<string, string>
        {
            ["PipelineStorage"] = pipeline.Account,
            ["PseudonymKey"] = Pipeline.Key,
            ["PseudonymKeyId"] = "test",
            ["AsOf"] = "2017-05-02",
        };

        Outcome explained = await IncDivCommand.RunAsync(settings, "explain", "2016-17-Q4", Keys.Create(masked.Key));
        Outcome noKey = await IncDivCommand.RunAsync(settings, "explain", "2016-17-Q4", "WF-01");
        Outcome noQuarter = await IncDivCommand.RunAsync(settings, "explain", "2016-Q4", "WF-01");

        Assert.Equal((0, ""), (explained.ExitCode, explained.Messages));
        string[] lines = explained.Output.Trim().Split('\n');
        Assert.StartsWith(masked.MeasureId, lines[0], StringComparison.Ordinal);
        string[] said = [.. lines.Skip(1).Where(l => !l.StartsWith(' ') && !l.StartsWith("Side", StringComparison.Ordinal)).Select(l => l.Split(':')[0])];
        Assert.Equal(["Computed now", "Waits to be published", "Suppressed", "It would be shown with"], said);
        Assert.Equal((2, 2), (noKey.ExitCode, noQuarter.ExitCode));
        Assert.Contains("row key of the measures table", noKey.Messages, StringComparison.Ordinal);
        Assert.Contains("write it like 2026-27-Q2", noQuarter.Messages, StringComparison.Ordinal);
    }

    private static bool IsMaskedLevel(MeasureRow row) => row.Statistic == Statistic.Level && row.Symbol.HasFlag(Symbols.Suppressed);

    private async Task<Pipeline> WithWorkforceAsync()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, measures: Pipeline.FewMeasures);
        await pipeline.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 60));
        await pipeline.ComputeAsync();
        return pipeline;
    }
}
