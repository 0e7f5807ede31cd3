using IncDiv.Contracts.Output;
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
        IReadOnlyList<MeasureRow> rows = await QuarterMeasures.ComputeAsync(
            contracts.Measures, new FolderSource(curated), quarter, edition: 1, cancellationToken);
        if (!unsuppressed)
        {
            rows = MeasureRelease.Protect(
                rows, contracts.Measures, contracts.Policy, threads: Environment.ProcessorCount, cancellationToken: cancellationToken).Rows;
        }
        string file = Path.Combine(output.CreateSubdirectory($"quarter={quarter}/edition=1").FullName, "measures.parquet");
        await File.WriteAllBytesAsync(file, await MeasureParquet.WriteAsync(rows, cancellationToken), cancellationToken);
        Console.WriteLine(file);
        return ExitCode.Done;
    }
}
