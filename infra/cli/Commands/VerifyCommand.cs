using IncDiv.Packs.Manifest;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv verify DIR</c>: checks a pack against its manifest.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("dir") { Description = "Folder of one edition of a pack." };
        var command = new Command("verify", "Check a pack against its manifest.") { folder };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(folder), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
            throw new UsageException($"There is no folder {folder}. Give the folder of one edition, such as packs/stride-quarterly/2016-17-Q4/edition-1.");
        IReadOnlyList<ManifestFault> faults = await PackFolder.VerifyAsync(folder.FullName, cancellationToken);
        foreach (ManifestFault fault in faults)
            Console.WriteLine(fault.Message);
        if (faults.Count == 0)
            Console.WriteLine("Every file matches the manifest.");
        return faults.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
