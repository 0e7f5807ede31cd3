namespace IncDiv.Contracts.Feeds;

/// <summary>The text of a contract file.</summary>
/// <param name="File">Name for messages.</param>
/// <param name="Yaml">A feed, a map of code lists, a map of hierarchies, or a microdata release.</param>
public sealed record ContractText(string File, string Yaml)
{
    private const string Feeds = "Feeds";
    private const string CodeLists = "CodeLists";
    private const string Hierarchies = "Hierarchies/Values";
    private const string Releases = "Hierarchies/Releases";

    /// <summary>The contracts of this build.</summary>
    public static IReadOnlyList<ContractText> Embedded { get; } =
    [
        .. EmbeddedYaml.TextsOf(CodeLists), .. EmbeddedYaml.TextsOf(Feeds), .. EmbeddedYaml.TextsOf(Hierarchies), .. EmbeddedYaml.TextsOf(Releases),
    ];

    /// <summary>
    /// The <c>.yaml</c> files of a folder: those below <c>CodeLists</c>, <c>Feeds</c>, <c>Hierarchies/Values</c> and <c>Hierarchies/Releases</c>
    /// if it has these folders, otherwise those directly in it. A folder without code lists is combined with the embedded ones, and then also
    /// with the embedded hierarchies unless it has its own.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<ContractText> In(DirectoryInfo folder)
    {
        DirectoryInfo[] parts = [.. new[] { CodeLists, Feeds, Hierarchies, Releases }.Select(p => new DirectoryInfo(Path.Combine(folder.FullName, p))).Where(d => d.Exists)];
        IEnumerable<FileInfo> files = parts.Length > 0
            ? parts.SelectMany(p => p.GetFiles("*.yaml", SearchOption.AllDirectories))
            : folder.GetFiles("*.yaml");
        ContractText[] texts = [.. files
            .Select(f => new ContractText(Path.GetRelativePath(folder.FullName, f.FullName).Replace('\\', '/'), System.IO.File.ReadAllText(f.FullName)))
            .OrderBy(t => t.File, StringComparer.Ordinal)];
        if (texts.Any(ContractCheck.HoldsCodeLists))
            return texts;
        return [.. EmbeddedYaml.TextsOf(CodeLists), .. texts.Any(ContractCheck.HoldsHierarchies) ? [] : EmbeddedYaml.TextsOf(Hierarchies), .. texts];
    }
}
