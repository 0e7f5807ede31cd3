namespace IncDiv.Cli;

/// <summary>A local folder of drops, with one folder for each feed.</summary>
internal sealed class DropFolder
{
    private readonly DirectoryInfo _folder;
    private readonly FeedCatalogue _feeds;
    // Names of files whose folder is not the name of a feed.
    private readonly string[] _strays;

    /// <exception cref="UsageException">There are no drops; the message says where to put them.</exception>
    public DropFolder(DirectoryInfo folder, FeedCatalogue feeds)
    {
        (_folder, _feeds) = (folder, feeds);
        ILookup<bool, FileInfo> found = (folder.Exists ? folder.GetFiles("*", SearchOption.AllDirectories) : [])
            .OrderBy(f => f.FullName, StringComparer.Ordinal).ToLookup(f => FeedOf(f) is not null);
        (Files, _strays) = ([.. found[true]], [.. found[false].Select(NameOf)]);
        if (!Drops.Any())
            throw new UsageException($"There is no file to ingest: put drops into {Path.Combine(folder.FullName, "{feed}")}.");
    }

    /// <summary>Drops and their manifests.</summary>
    public IReadOnlyList<FileInfo> Files { get; }

    public IEnumerable<(Feed Feed, FileInfo File)> Drops => Files.Where(f => !Sidecar.Is(f.Name)).Select(f => (FeedOf(f)!, f));

    /// <summary>Reports the files that are skipped.</summary>
    /// <returns>Whether there are any.</returns>
    public bool SayStrays()
    {
        foreach (string stray in _strays)
            Progress.Say($"{stray}: skipped, because its folder is not the name of a feed.");
        return _strays.Length > 0;
    }

    public string NameOf(FileInfo file) => Path.GetRelativePath(_folder.FullName, file.FullName).Replace('\\', '/');

    private Feed? FeedOf(FileInfo file) => _feeds.Find(NameOf(file).Split('/')[0]);
}

/// <summary>The manifest next to a local drop.</summary>
internal static class Sidecar
{
    /// <summary>Whether a file name is that of a manifest.</summary>
    public static bool Is(string name) => name.EndsWith(DropIntake.SidecarEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes of a drop's manifest, or null if there is none.</summary>
    public static async Task<byte[]?> ReadAsync(FileInfo drop, CancellationToken cancellationToken)
    {
        string path = drop.FullName + DropIntake.SidecarEnding;
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
    }
}
