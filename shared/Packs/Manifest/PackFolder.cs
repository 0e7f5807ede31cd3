namespace IncDiv.Packs.Manifest;

/// <summary>A published pack in a folder.</summary>
public static class PackFolder
{
    /// <summary>Checks the folder against its manifest, for <c>incdiv verify</c>. The result is empty if the pack is unchanged since publication.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static async Task<IReadOnlyList<ManifestFault>> VerifyAsync(string folder, CancellationToken ct)
    {
        string manifestPath = Path.Combine(folder, PackManifest.FileName);
        if (Directory.Exists(folder) && !File.Exists(manifestPath))
            return [new ManifestFault(PackManifest.FileName, "manifest.json is missing: this is not a complete pack.")];
        List<FileDigest> found = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await using FileStream content = File.OpenRead(path);
            found.Add(await FileDigest.ComputeAsync(Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), content, ct));
        }
        return PackManifest.Parse(await File.ReadAllBytesAsync(manifestPath, ct), out string problem) is { } manifest
            ? manifest.Verify(found)
            : [new ManifestFault(PackManifest.FileName, $"manifest.json cannot be read: {problem}.")];
    }
}
