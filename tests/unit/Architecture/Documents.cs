using System.Text.RegularExpressions;

namespace IncDiv.Architecture.Tests;

/// <summary>The documents that comments cite. Those in docs/design and then docs are found by name; others by their path, or by a name in capitals.</summary>
internal static partial class Documents
{
    private static readonly Dictionary<string, HashSet<string>> Labels = [];

    /// <summary>Every document of the repository.</summary>
    public static IEnumerable<string> All() => Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
        .Where(
            f => !Path.GetRelativePath(Repository.Root, f).Split('/').Any(p => p is "node_modules" or "artifacts" or "bin" or "obj" or "demo-out" or ".git"));

    /// <summary>The file that a citation in <paramref name="citing"/> means, or null.</summary>
    public static string? Find(string name, string citing)
    {
        string[] places = name.Contains('/', StringComparison.Ordinal) || char.IsUpper(name[^1])
            ? [Repository.Root, Path.GetDirectoryName(citing)!]
            : [Path.Combine(Repository.Root, "docs", "design"), Path.Combine(Repository.Root, "docs")];
        return places.Select(p => Path.Combine(p, name + ".md")).FirstOrDefault(File.Exists);
    }

    /// <summary>The citable parts of a document: labels of headings, of bold paragraphs or list items, and of table rows; and headings and bold words in
    /// quotes.</summary>
    public static HashSet<string> LabelsOf(string document)
    {
        if (Labels.TryGetValue(document, out HashSet<string>? labels))
            return labels;
        labels = [];
        foreach (string line in File.ReadLines(document))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                labels.Add($"\"{heading.Groups[1].Value}\"");
                if (Label().Match(heading.Groups[1].Value) is { Success: true } label)
                    labels.Add(label.Value);
            }
            if (FirstCell().Match(line) is { Success: true } cell)
                labels.Add(cell.Groups[1].Value);
            foreach (Match bold in Bold().Matches(line))
            {
                labels.Add($"\"{bold.Groups[1].Value.TrimEnd('.')}\"");
                if (Label().Match(bold.Groups[1].Value) is { Success: true } label)
                    labels.Add(label.Value);
            }
        }
        return Labels[document] = labels;
    }

    /// <summary>The labels of headings, in order.</summary>
    public static IEnumerable<string> HeadingLabelsOf(string document) => File.ReadLines(document).Select(l => Heading().Match(l)).Where(m => m.Success)
        .Select(m => Label().Match(m.Groups[1].Value)).Where(m => m.Success).Select(m => m.Value);

    /// <summary>The anchors that GitHub creates for a document's headings.</summary>
    public static HashSet<string> AnchorsOf(string document)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match heading in File.ReadLines(document).Select(l => Heading().Match(l)).Where(m => m.Success))
        {
            string anchor = string.Concat(
                heading.Groups[1].Value.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c)));
            for (int more = 1; !anchors.Add(more == 1 ? anchor : $"{anchor}-{more - 1}"); more++)
                continue;
        }
        return anchors;
    }

    [GeneratedRegex("^#+ (.*?) *$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^([A-Z][0-9]{1,2}[a-z]?|[0-9]+(\.[0-9]+)*[a-z]?)(?![\w-])")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\| ([A-Z][0-9]{1,2}) \|")]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();
}
