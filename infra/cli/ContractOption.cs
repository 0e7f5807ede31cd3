using System.Collections.Concurrent;
using System.CommandLine.Parsing;

namespace IncDiv.Cli;

/// <summary>The contracts that a command uses.</summary>
/// <param name="Folder">Null for the contracts of this build.</param>
internal sealed record ChosenContracts(DirectoryInfo? Folder, ContractSet Set);

/// <summary>The option <c>--contracts</c>, which every command has. Without it the setting of the functions app decides.</summary>
internal static class ContractOption
{
    /// <summary>The setting of the functions app.</summary>
    public const string Setting = "Contracts";

    private static readonly ConcurrentDictionary<string, ContractSet> Read = new(StringComparer.Ordinal);

    public static Option<DirectoryInfo?> Folder { get; } = new("--contracts")
    {
        Description = $"Folder of contracts (YAML) to use instead of those of this build; default: the setting {Setting}.",
        Recursive = true,
    };

    /// <summary>The folder that the option or the setting names; null for the contracts of this build.</summary>
    public static DirectoryInfo? FolderOf(ParseResult parsed) => parsed.GetValue(Folder) ?? FolderOfSetting();

    /// <exception cref="UsageException">The contracts have problems; the message lists each on a line of its own.</exception>
    public static ChosenContracts Of(ParseResult parsed) => Of(FolderOf(parsed));

    /// <summary>The contracts, for parsers of other options.</summary>
    /// <exception cref="UsageException">The contracts have problems; the message lists each on a line of its own.</exception>
    public static ContractSet Of(SymbolResult result) => Of(result.GetValue(Folder) ?? FolderOfSetting()).Set;

    private static DirectoryInfo? FolderOfSetting() => Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } folder ? new DirectoryInfo(folder) : null;

    private static ChosenContracts Of(DirectoryInfo? folder)
    {
        try
        {
            return new ChosenContracts(folder, folder is null ? ContractSet.Embedded : Read.GetOrAdd(folder.FullName, _ => ContractSet.From(folder)));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(e.Message, e);
        }
    }
}
