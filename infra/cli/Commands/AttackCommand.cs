using System.Diagnostics;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv attack DIR</c>: runs the attacker of the repository on a published folder. It is another program on purpose and shares no code with this
/// one, so it needs the repository and Node.js.</summary>
internal static class AttackCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("dir") { Description = "Output of 'incdiv run', 'incdiv demo' or 'incdiv measure'." };
        var earlier = new Argument<DirectoryInfo[]>("earlier")
        {
            Description = "Earlier published folders, which are compared with it.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("attack", "Try to work out what the figures of a folder suppress. Exit code 1: something was found. Needs Node.js.")
        {
            folder,
            earlier,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync([parsed.GetRequiredValue(folder), .. parsed.GetValue(earlier) ?? []], cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<DirectoryInfo> folders, CancellationToken cancellationToken)
    {
        if (folders.FirstOrDefault(f => !f.Exists) is { } missing)
            throw new UsageException($"There is no folder {missing}. Give the output of 'incdiv run', 'incdiv demo' or 'incdiv measure'.");
        var start = new ProcessStartInfo("bash") { ArgumentList = { Script() } };
        foreach (DirectoryInfo folder in folders)
            start.ArgumentList.Add(folder.FullName);
        using Process attacker = Process.Start(start)!;
        try
        {
            await attacker.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            attacker.Kill(entireProcessTree: true);
            throw;
        }
        // Its codes are those of this program: 0 clean, 1 something found, 2 wrong usage or nothing to attack.
        return attacker.ExitCode;
    }

    private static string Script()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (new FileInfo(Path.Combine(folder.FullName, "tests", "attacker", "run.sh")) is { Exists: true } script)
                return script.FullName;
        throw new UsageException("The attacker is a part of the repository: run this command from a build in a clone of it.");
    }
}
