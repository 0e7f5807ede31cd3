namespace IncDiv.Host.Tests;

/// <summary>A temporary folder for a test, deleted with its content at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("incdiv-host-").FullName;

    /// <summary>Writes files, by name and text.</summary>
    public TemporaryFolder With(string name, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
