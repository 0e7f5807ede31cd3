using IncDiv.Contracts.Reference;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv feeds</c>: prints the contracts as a data dictionary, or checks contracts before they are used.</summary>
internal static class FeedsCommand
{
    public static Command Create()
    {
        var check = new Option<DirectoryInfo?>("--check")
        {
            Description = "Check the contracts (.yaml) in a folder, or those of --contracts or of this build if no folder is given. "
                + "The exit code is 1 if there are problems.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("feeds", "Print the contracts of the feeds as a data dictionary, or check contracts.") { check };
        command.SetAction(parsed => parsed.GetResult(check) is null
            ? Print(ContractOption.Of(parsed).Set)
            : Check(parsed.GetValue(check) ?? ContractOption.FolderOf(parsed)));
        return command;
    }

    private static int Print(ContractSet contracts)
    {
        Console.Out.Write(DataDictionary.ToMarkdown(contracts.Feeds));
        return ExitCode.Done;
    }

    private static int Check(DirectoryInfo? folder)
    {
        if (folder is { Exists: false })
            throw new UsageException($"There is no folder {folder}.");
        IReadOnlyList<ContractText> texts = folder is null ? ContractText.Embedded : ContractText.In(folder);
        IReadOnlyList<ContractProblem> problems = ContractSet.Check(texts);
        foreach (ContractProblem problem in problems)
            Console.WriteLine(problem);
        Progress.Say(problems.Count == 0
            ? $"{texts.Count} files of contracts: nothing is wrong with them."
            : $"{problems.Count} {(problems.Count == 1 ? "thing is" : "things are")} wrong with the contracts.");
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
