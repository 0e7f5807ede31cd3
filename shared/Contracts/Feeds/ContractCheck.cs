using YamlDotNet.Core;

namespace IncDiv.Contracts.Feeds;

/// <summary>
/// Checks contracts before they are used and lists all problems, not only the first (feeds.md: a contract is data, so no compiler checks it).
/// Contracts that pass can be read. A column without a class is a problem, because nothing is kept by default.
/// </summary>
public static class ContractCheck
{
    /// <summary>All problems, by file and line; none when the contracts can be used.</summary>
    /// <param name="texts">All feeds, all code lists that they name, and optionally microdata releases with their hierarchies.</param>
    public static IReadOnlyList<ContractProblem> Run(IReadOnlyList<ContractText> texts)
    {
        var problems = new List<ContractProblem>();
        var lists = new Dictionary<string, CheckedList>(StringComparer.Ordinal);
        var feeds = new List<(ContractText Text, YamlMap Root)>();
        var hierarchies = new List<(ContractText Text, YamlMap Root)>();
        var releases = new List<(ContractText Text, YamlMap Root)>();
        if (texts.Count == 0)
            return [new ContractProblem(".", null, "There is no .yaml file. Give the folder that holds Feeds and CodeLists.")];
        foreach (ContractText text in texts)
        {
            var file = new ContractFile(text.File, problems);
            if (RootOf(text, file) is not { } root)
                continue;
            file.CheckBlanks(root);
            if (IsRelease(root))
                releases.Add((text, root));
            else if (IsFeed(root))
                feeds.Add((text, root));
            else if (IsHierarchies(root))
                hierarchies.Add((text, root));
            else
                CodeListCheck.Run(file, root, lists);
        }
        foreach ((ContractText text, YamlMap root) in feeds)
            new FeedCheck(new ContractFile(text.File, problems), root, lists).Run();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach ((ContractText text, YamlMap root) in hierarchies)
            foreach (YamlEntry same in root.Entries.Where(e => !known.Add(e.Key)))
                problems.Add(new ContractProblem(text.File, same.Line, $"Hierarchy '{same.Key}' is defined twice. Keep one."));
        foreach ((ContractText text, YamlMap root) in releases)
            ReleaseCheck.Run(new ContractFile(text.File, problems), root, feeds.Select(f => f.Root).FirstOrDefault(f => f.Text("name") == root.Text("feed")), known);
        foreach (var same in feeds.GroupBy(f => f.Root.Text("name") ?? "", StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new ContractProblem(same.Last().Text.File, same.Last().Root.Entry("name")?.Line, $"The feed '{same.Key}' is also in {same.First().Text.File}. Give each feed a unique name."));
        if (problems.Count == 0)
            AddReaderProblems(texts, [.. feeds.Select(f => f.Text)], [.. hierarchies.Select(h => h.Text)], [.. releases.Select(r => r.Text)], problems);
        return [.. problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line ?? 0)];
    }

    /// <summary>Whether a file holds code lists.</summary>
    internal static bool HoldsCodeLists(ContractText text) => RootOf(text, new ContractFile(text.File, [])) is { } root && !IsFeed(root) && !IsRelease(root) && !IsHierarchies(root);

    /// <summary>Whether a file holds hierarchies.</summary>
    internal static bool HoldsHierarchies(ContractText text) => RootOf(text, new ContractFile(text.File, [])) is { } root && !IsFeed(root) && IsHierarchies(root);

    private static bool IsRelease(YamlMap root) => root.Text("feed") is not null;

    // All entries in a file of code lists are maps. A feed also has texts, such as its name.
    private static bool IsFeed(YamlMap root) => root.Entries.Any(e => e.Value is not YamlMap || e.Key == "columns");

    // Only a hierarchy has levels or a rule.
    private static bool IsHierarchies(YamlMap root) => root.Entries.Any(e => e.Value is YamlMap map && (map.Entry("levels") ?? map.Entry("rule")) is not null);

    private static YamlMap? RootOf(ContractText text, ContractFile file)
    {
        try
        {
            if (YamlValue.Parse(text.Yaml) is YamlMap root)
                return root;
            file.Problem(1, "The file holds no contract. Begin with the properties of a feed, or with the names of code lists.");
        }
        catch (YamlException e)
        {
            file.Problem((int)e.Start.Line, $"This is not YAML: {e.Message} Check indentation, quotes and brackets.");
        }
        return null;
    }

    // The reader has the final say: contracts that it refuses must not pass, even if the checks lack its rule.
    private static void AddReaderProblems(
        IReadOnlyList<ContractText> texts, ContractText[] feeds, ContractText[] hierarchies, ContractText[] releases, List<ContractProblem> problems)
    {
        var lists = new Dictionary<string, CodeList>(StringComparer.Ordinal);
        var readFeeds = new List<Feed>();
        var readHierarchies = new Dictionary<string, Hierarchy>(StringComparer.Ordinal);
        foreach (ContractText text in texts.Except(feeds).Except(hierarchies).Except(releases))
            Try(text, () => EmbeddedYaml.Parse<Dictionary<string, CodeListYaml>>(text.File, text.Yaml).ToList().ForEach(l => lists.Add(l.Key, l.Value.ToCodeList(l.Key))));
        foreach (ContractText text in feeds)
            Try(text, () => readFeeds.Add(EmbeddedYaml.Parse<FeedYaml>(text.File, text.Yaml).ToFeed(lists)));
        foreach (ContractText text in hierarchies)
            Try(text, () => EmbeddedYaml.Parse<Dictionary<string, HierarchyYaml>>(text.File, text.Yaml).ToList().ForEach(h => readHierarchies.Add(h.Key, h.Value.ToHierarchy(h.Key, lists))));
        // Releases are read only if feeds and hierarchies have no problems, which otherwise would be reported for the release.
        if (problems.Count == 0)
            foreach (ContractText text in releases)
                Try(text, () => EmbeddedYaml.Parse<ReleaseYaml>(text.File, text.Yaml).ToRelease(readFeeds, readHierarchies));

        void Try(ContractText text, Action read)
        {
            try
            {
                read();
            }
            catch (InvalidDataException e)
            {
                problems.Add(new ContractProblem(text.File, null, e.Message));
            }
        }
    }
}

/// <summary>What is wrong with a contract and how to correct it.</summary>
/// <param name="Line">1-based; null for the whole file.</param>
public sealed record ContractProblem(string File, int? Line, string Message)
{
    /// <summary><c>file, line n: message</c>.</summary>
    public override string ToString() => Line is { } line ? $"{File}, line {line}: {Message}" : $"{File}: {Message}";
}
