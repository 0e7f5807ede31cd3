using System.Reflection;

namespace IncDiv.Contracts.Reading;

/// <summary>The text of a contract file.</summary>
/// <param name="File">Its path in the folder of contracts, with slashes; the folder decides what it holds.</param>
public sealed record ContractText(string File, string Yaml)
{
    /// <summary>The contracts of this build.</summary>
    public static IReadOnlyList<ContractText> Embedded { get; } = [.. ReadEmbedded()];

    /// <summary>The <c>.yaml</c> files of a folder and of the folders in it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<ContractText> In(DirectoryInfo folder) =>
    [
        .. folder.GetFiles("*.yaml", SearchOption.AllDirectories)
            .Select(f => new ContractText(Path.GetRelativePath(folder.FullName, f.FullName).Replace('\\', '/'), System.IO.File.ReadAllText(f.FullName)))
            .OrderBy(t => t.File, StringComparer.Ordinal),
    ];

    private static IEnumerable<ContractText> ReadEmbedded()
    {
        Assembly assembly = typeof(ContractText).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new ContractText(name, reader.ReadToEnd());
        }
    }
}

/// <summary>What is wrong with a contract and how to correct it.</summary>
/// <param name="Line">1-based; null for the whole file.</param>
public sealed record ContractProblem(string File, int? Line, string Message)
{
    /// <summary><c>file, line n: message</c>.</summary>
    public override string ToString() => Line is { } line ? FormattableString.Invariant($"{File}, line {line}: {Message}") : $"{File}: {Message}";
}
