namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>The infrastructure modules, and the code that they are compared with.</summary>
internal static class Sources
{
    public static IEnumerable<string> FunctionSources() =>
        Directory.EnumerateFiles(Repository.PathOf("functions"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    public static IEnumerable<string> AppSources() =>
        FunctionSources().Concat(Directory.EnumerateFiles(Repository.PathOf("shared"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

    public static string Module(string name) => Read($"infra/azure/modules/{name}.bicep");

    public static string Read(string path) => File.ReadAllText(Repository.PathOf(path));

    public static string[] Matches(string path, Regex pattern) =>
        [.. pattern.Matches(Read(path)).Select(m => string.Join(' ', m.Groups.Values.Skip(1).Select(g => g.Value))).Distinct()];
}
