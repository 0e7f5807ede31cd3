using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Counts;
using IncDiv.Contracts.Output;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv explain</c>: how a figure came about, and why it is suppressed if it is. It prints true counts, so it is for those who may see
/// them.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var quarter = new Argument<string>("quarter") { Description = "Quarter of the financial year, like 2026-27-Q2." };
        var key = new Argument<string>("key")
        {
            Description = "Row key of the figure in the measures table: measure, statistic, breakdown, group and comparator, "
                + "such as 'WF-01|level|rank|Sergeant|'.",
        };
        var command = new Command(
            "explain",
            "Explain a figure: who is behind it, what was published, and what suppresses it. Prints true counts; each use is audited. "
            + "Needs the settings of the functions app.") { quarter, key };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetRequiredValue(quarter), parsed.GetRequiredValue(key), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string quarterText, string key, CancellationToken cancellationToken)
    {
        if (!Quarter.TryParse(quarterText, out Quarter quarter))
            throw new UsageException($"'{quarterText}' is not a quarter; write it like 2026-27-Q2.");
        return await ConnectedPipeline.RunAsync(parsed, async services =>
        {
            ExplainedFigure explained = await services.GetRequiredService<FigureExplanation>().FindAsync(quarter, key, cancellationToken)
                ?? throw new UsageException($"{quarter} has no figure '{key}'. "
                    + "The key is the row key of the measures table: measure|statistic|breakdown|group|comparator.");
            foreach (string line in Lines(explained))
                Console.WriteLine(line);
            return ExitCode.Done;
        }, cancellationToken);
    }

    private static IEnumerable<string> Lines(ExplainedFigure explained)
    {
        (Measure measure, MeasureRow figure) = (explained.Measure, explained.Figure);
        yield return $"{measure.Id} {measure.Name}: {measure.Formula}";
        yield return $"Computed now: {Words(figure)}";
        foreach ((FigureSide side, int place) in explained.Counts.Sides.Select((s, i) => (s, i + 1)))
        {
            yield return Invariant($"Side {place}: {People(side.Base)}");
            foreach (PeopleCount part in side.Parts)
                yield return $"  of these {People(part)}";
            foreach (PeopleCount other in side.Others)
                yield return $"  and {People(other)}";
        }
        yield return explained switch
        {
            { Published: null } => "Published: no edition has it.",
            { Edition: 0 } => $"Waits to be published: {Words(explained.Published)}",
            _ => Invariant($"Published in edition {explained.Edition}: {Words(explained.Published)}"),
        };
        if (explained is { WhyMasked: { } why, WhatFreesIt: { } frees })
        {
            yield return $"Suppressed: {why}";
            yield return $"It would be shown with: {frees}";
        }
    }

    private static string People(PeopleCount count) => Invariant($"{count.Persons} persons: {count.Who.Key}");

    private static string Words(MeasureRow row) => row switch
    {
        { Value: { } value, Lower: { } lower, Upper: { } upper } =>
            Invariant($"{value:0.###} {row.Unit.ToText()} ({lower:0.###} to {upper:0.###}), n = {row.N}"),
        { Value: { } value } => Invariant($"{value:0.###} {row.Unit.ToText()}, n = {row.N}"),
        _ => $"no figure, symbol {row.Symbol}",
    };
}
