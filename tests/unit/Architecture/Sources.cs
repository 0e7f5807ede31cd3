namespace IncDiv.Architecture.Tests;

/// <summary>The C# files of the repository.</summary>
internal static class Sources
{
    public static IEnumerable<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/artifacts/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal)),
    ];
}
