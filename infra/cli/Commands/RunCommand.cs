using System.Diagnostics;
using System.Text.Json.Serialization;
using IncDiv.Storage.Drops;
using IncDiv.Storage.Measures;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv run</c>: runs the whole pipeline on this machine with the caller's files.</summary>
internal static class RunCommand
{
    /// <summary>The log of the functions app, in the output folder.</summary>
    public const string LogFile = "functions.log";

    private static readonly JsonSerializerOptions LedgerFormat = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Command Create()
    {
        Option<DirectoryInfo> drops = CommandOptions.DropsFolder();
        Option<DirectoryInfo> output = CommandOptions.OutFolder();
        Option<Quarter?> quarter = CommandOptions.Quarter(required: false);
        Option<DateOnly?> asOf = CommandOptions.AsOf();
        var command = new Command("run", "Ingest a folder of drops, compute the measures and publish the packs, all on this machine.")
        {
            drops, output, quarter, asOf,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            ContractOption.Of(parsed), parsed.GetRequiredValue(drops), parsed.GetRequiredValue(output), parsed.GetValue(quarter), parsed.GetValue(asOf),
            cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(
        ChosenContracts contracts, DirectoryInfo drops, DirectoryInfo output, Quarter? only, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var folder = new DropFolder(drops, contracts.Set.Feeds);
        await KeySettings.CheckAsync(cancellationToken);
        output.Create();
        var clock = Stopwatch.StartNew();
        await using OneMachine machine = await OneMachine.StartAsync(Path.Combine(output.FullName, LogFile), contracts, asOf, cancellationToken);
        Progress.Say(Invariant($"The emulator and the functions app are up after {clock.Elapsed.TotalSeconds:F1} s."));
        clock.Restart();
        IReadOnlyList<DropRecord> ledger = await IngestAsync(machine, folder, cancellationToken);
        IReadOnlyList<string> packs = await PublishAsync(machine, only is { } q ? [q] : QuartersOf(ledger), cancellationToken);
        Progress.Say(Invariant($"From the first drop to the last pack: {clock.Elapsed.TotalSeconds:F1} s."));
        await machine.MirrorAsync(output, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(output.FullName, "ledger.json"), JsonSerializer.Serialize(ledger, LedgerFormat), cancellationToken);
        bool hasStrays = folder.SayStrays(), isWithheld = SayWithheld(await machine.WithheldAsync(cancellationToken));
        return Report(output, ledger, packs) == ExitCode.Done && !hasStrays && !isWithheld ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<IReadOnlyList<DropRecord>> IngestAsync(OneMachine machine, DropFolder drops, CancellationToken cancellationToken)
    {
        var landed = new List<RawDrop>();
        foreach (FileInfo file in drops.Files)
        {
            RawDrop drop = await machine.DropAsync(drops.NameOf(file), file, cancellationToken);
            if (!Sidecar.Is(drop.File))
                landed.Add(drop);
        }
        await Progress.WaitAsync("Drops ingested", landed.Count, token => machine.CountProcessedAsync(landed, token), cancellationToken);
        IReadOnlyList<DropRecord> ledger = await machine.Ledger.ListAsync(null, cancellationToken);
        IReadOnlyList<Quarter> quarters = QuartersOf(ledger);
        // A drop's quarters are requested shortly after it is in the ledger. They are requested here too, so that the wait below does not end too early.
        foreach (Quarter quarter in quarters)
            await machine.RequestAsync(quarter, cancellationToken);
        await Progress.WaitAsync(
            "Quarters computed", quarters.Count, async token => quarters.Count - await machine.CountWaitingQuartersAsync(token), cancellationToken);
        return ledger;
    }

    private static async Task<IReadOnlyList<string>> PublishAsync(OneMachine machine, IReadOnlyList<Quarter> quarters, CancellationToken cancellationToken)
    {
        var packs = new List<string>();
        foreach (Quarter quarter in quarters)
            packs.AddRange(await machine.PublishAsync(quarter, cancellationToken));
        return packs;
    }

    private static IReadOnlyList<Quarter> QuartersOf(IReadOnlyList<DropRecord> ledger) =>
        [.. ledger.Where(d => d.Outcome == DropOutcome.Accepted).SelectMany(d => d.Quarters).Select(q => Quarter.Parse(q.Quarter)).Distinct().Order()];

    private static bool SayWithheld(IReadOnlyList<WithheldFigures> withheld)
    {
        foreach (WithheldFigures figures in withheld)
            Progress.Say($"{figures}.");
        return withheld.Count > 0;
    }

    private static int Report(DirectoryInfo output, IReadOnlyList<DropRecord> ledger, IReadOnlyList<string> packs)
    {
        foreach (DropRecord drop in ledger)
            Progress.Say($"{drop.File}: {drop.Summary}");
        foreach (string pack in packs)
            Console.WriteLine(Path.Combine(output.FullName, "packs", pack, "index.html"));
        bool refused = ledger.Any(d => d.Outcome is DropOutcome.Quarantined or DropOutcome.Failed || d.RowsRejected > 0);
        return refused ? ExitCode.Refused : ExitCode.Done;
    }
}
