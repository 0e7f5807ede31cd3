using IncDiv.Contracts.Counts;
using IncDiv.Contracts.Output;
using IncDiv.Disclosure.Editions;
using IncDiv.Disclosure.Release;
using IncDiv.Storage.Measures;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv measure</c>: computes the measures table from curated Parquet, without storage.</summary>
internal static class MeasureCommand
{
    public static Command Create()
    {
        var curated = new Option<DirectoryInfo>("--curated") { Description = "Folder with the layout of the container 'curated'.", Required = true };
        Option<Quarter?> quarter = CommandOptions.Quarter(required: true);
        Option<DirectoryInfo> output = CommandOptions.OutFolder();
        var unsuppressed = new Option<bool>("--unsuppressed") { Description = "Do not suppress small numbers; for restricted analysis and tests only." };
        var command = new Command("measure", "Compute the measures of a quarter from curated Parquet.") { curated, quarter, output, unsuppressed };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            ContractOption.Of(parsed).Set, parsed.GetRequiredValue(curated), parsed.GetRequiredValue(quarter)!.Value, parsed.GetRequiredValue(output),
            parsed.GetValue(unsuppressed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ContractSet contracts, DirectoryInfo curated, Quarter quarter, DirectoryInfo output, bool unsuppressed, CancellationToken cancellationToken)
    {
        if (!curated.Exists)
            throw new UsageException($"There is no folder {curated}.");
        ComputedMeasures computed = await QuarterMeasures.ComputeAsync(
            contracts.Measures, new FolderSource(curated), quarter, edition: 1, cancellationToken);
        IReadOnlyList<MeasureRow> rows = computed.Rows;
        var withheld = new WithheldFigures(quarter, []);
        if (!unsuppressed)
        {
            ReleasedMeasures released = QuarterRelease.Protect(computed, contracts.Measures, contracts.Policy, History.None, cancellationToken);
            (rows, withheld) = (released.Rows, withheld with { Names = released.Withheld });
        }
        string file = Path.Combine(output.CreateSubdirectory($"quarter={quarter}/edition=1").FullName, "measures.parquet");
        await File.WriteAllBytesAsync(file, await MeasureParquet.WriteAsync(rows, cancellationToken), cancellationToken);
        Console.WriteLine(file);
        if (withheld.Names.Count == 0)
            return ExitCode.Done;
        Progress.Say($"{withheld}.");
        return ExitCode.Refused;
    }
}
