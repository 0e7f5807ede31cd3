using System.Text.Json;

namespace IncDiv.Packs.Manifest;

/// <summary><c>manifest.json</c>: the files of a pack and the data that it was computed from. It is written last, so a folder with a manifest is a complete
/// pack.</summary>
/// <param name="Files">In ordinal order by name, without the manifest itself.</param>
public sealed record PackManifest(string PackId, string Quarter, int Edition, DateOnly PublicationDate, IReadOnlyList<FileDigest> Files, Provenance Provenance)
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The manifest of these files, which include <c>measures.parquet</c>.</summary>
    public static PackManifest Create(PackInput input, IEnumerable<PackFile> files) => new(
        input.Definition.Id, input.Quarter.ToString(), input.Edition, input.PublicationDate,
        [.. files.Select(FileDigest.Compute).OrderBy(f => f.Name, StringComparer.Ordinal)],
        new Provenance(
            input.ComputedFrom,
            [.. input.Feeds.Select(f => new ContractProvenance(f.Feed, f.ContractVersion))],
            input.Rows.Count, input.CatalogueVersion, input.CodeVersion));

    /// <summary>The manifest as a file.</summary>
    public PackFile ToFile() => new(FileName, JsonSerializer.SerializeToUtf8Bytes(this, Json));

    /// <summary>Reads a manifest. If the file is not a manifest, the result is null and <paramref name="problem"/> says why.</summary>
    public static PackManifest? Parse(ReadOnlySpan<byte> json, out string problem)
    {
        problem = "";
        try
        {
            if (JsonSerializer.Deserialize<PackManifest>(json, Json) is { } manifest)
                return manifest;
            problem = "it is empty";
        }
        catch (JsonException e)
        {
            problem = $"line {e.LineNumber + 1}: {e.Message}";
        }
        return null;
    }

    /// <summary>Every file that is missing, changed or not listed, in ordinal order; none if the pack is unchanged since publication.</summary>
    /// <param name="found">The files of the pack, with or without the manifest.</param>
    public IReadOnlyList<ManifestFault> Verify(IEnumerable<FileDigest> found)
    {
        var present = found.Where(f => f.Name != FileName).ToDictionary(f => f.Name, StringComparer.Ordinal);
        var listed = Files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Files.Select(f => Compare(f, present.GetValueOrDefault(f.Name))).OfType<ManifestFault>()
                .Concat(present.Keys.Where(name => !listed.Contains(name))
                    .Select(name => new ManifestFault(name, $"{name} is not in the manifest: it was added after publication.")))
                .OrderBy(f => f.File, StringComparer.Ordinal),
        ];
    }

    private static ManifestFault? Compare(FileDigest listed, FileDigest? found) => found switch
    {
        null => new ManifestFault(listed.Name, $"{listed.Name} is missing."),
        _ when found.Bytes != listed.Bytes => new ManifestFault(listed.Name, $"{listed.Name} has changed: {found.Bytes} bytes instead of {listed.Bytes}."),
        _ when found.Sha256 != listed.Sha256 => new ManifestFault(listed.Name, $"{listed.Name} has changed: its SHA-256 is not that of the manifest."),
        _ => null,
    };
}

/// <summary>The entry of a file in a manifest.</summary>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record FileDigest(string Name, long Bytes, string Sha256)
{
    public static FileDigest Compute(PackFile file) => new(file.Name, file.Content.Length, Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)));
}

/// <summary>A difference between a pack and its manifest.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Message">What is wrong, in a sentence that names the file.</param>
public sealed record ManifestFault(string File, string Message);

/// <summary>What a pack was computed from.</summary>
/// <param name="Contracts">Version of each feed's contract.</param>
/// <param name="MeasureRows">Rows of the measures table.</param>
public sealed record Provenance(
    IReadOnlyList<DropProvenance> Drops, IReadOnlyList<ContractProvenance> Contracts, int MeasureRows, string CatalogueVersion, string CodeVersion);

/// <summary>The contract that was used to read a feed.</summary>
public sealed record ContractProvenance(string Feed, int Version);

/// <summary>A drop that figures of the pack were computed from.</summary>
public sealed record DropProvenance(string Feed, string DropId, long RowsRead, long RowsAccepted, long RowsRejected);

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
            string name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            await using FileStream content = File.OpenRead(path);
            found.Add(new FileDigest(name, content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct))));
        }
        return PackManifest.Parse(await File.ReadAllBytesAsync(manifestPath, ct), out string problem) is { } manifest
            ? manifest.Verify(found)
            : [new ManifestFault(PackManifest.FileName, $"manifest.json cannot be read: {problem}.")];
    }
}
