namespace IncDiv.Contracts.Feeds;

/// <summary>A contract file as it is written.</summary>
/// <param name="File">Name for messages.</param>
/// <param name="Yaml">A feed, a map of code lists or of hierarchies, or what becomes of a feed's columns in its microdata release.</param>
public sealed record ContractText(string File, string Yaml)
{
    private const string Feeds = "Feeds";
    private const string CodeLists = "CodeLists";
    private const string Hierarchies = "Hierarchies/Values";
    private const string Releases = "Hierarchies/Releases";

    /// <summary>The contracts that this build carries.</summary>
    public static IReadOnlyList<ContractText> Embedded { get; } =
    [
        .. EmbeddedYaml.TextsOf(CodeLists), .. EmbeddedYaml.TextsOf(Feeds), .. EmbeddedYaml.TextsOf(Hierarchies), .. EmbeddedYaml.TextsOf(Releases),
    ];

    /// <summary>
    /// The <c>.yaml</c> files of a folder: those below <c>CodeLists</c>, <c>Feeds</c>, <c>Hierarchies/Values</c> and <c>Hierarchies/Releases</c>
    /// where it has these folders, else those that lie in it. A folder without code lists is taken with the embedded ones, and then with the
    /// embedded hierarchies too unless it has its own.
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
