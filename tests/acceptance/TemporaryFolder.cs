namespace IncDiv.Acceptance.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incdiv-test-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public async Task WriteAsync(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        await File.WriteAllBytesAsync(this[name], content);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
