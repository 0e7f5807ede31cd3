namespace IncDiv.Cli;

/// <summary>A local folder of drops, with one folder for each feed.</summary>
internal sealed class DropFolder
{
    private readonly DirectoryInfo _folder;
    private readonly FeedCatalogue _feeds;

    public DropFolder(DirectoryInfo folder, FeedCatalogue feeds)
    {
        (_folder, _feeds) = (folder, feeds);
        ILookup<bool, FileInfo> found = (folder.Exists ? folder.GetFiles("*", SearchOption.AllDirectories) : [])
            .OrderBy(f => f.FullName, StringComparer.Ordinal).ToLookup(f => FeedOf(f) is not null);
        (Files, Strays) = ([.. found[true]], [.. found[false].Select(NameOf)]);
    }

    /// <summary>Drops and their manifests.</summary>
    public IReadOnlyList<FileInfo> Files { get; }

    public IEnumerable<(Feed Feed, FileInfo File)> Drops => Files.Where(f => !Sidecar.Is(f.Name)).Select(f => (FeedOf(f)!, f));

    /// <summary>Names of files whose folder is not the name of a feed.</summary>
    public IReadOnlyList<string> Strays { get; }

    /// <summary>Reports the files that are skipped.</summary>
    /// <returns>Whether there are any.</returns>
    public bool SayStrays()
    {
        foreach (string stray in Strays)
            Progress.Say($"{stray}: skipped, because its folder is not the name of a feed.");
        return Strays.Count > 0;
    }

    /// <summary>If there are no drops, says where to put them.</summary>
    /// <returns>Whether there are no drops.</returns>
    public bool SayIfEmpty()
    {
        bool isEmpty = !Drops.Any();
        if (isEmpty)
            Progress.Say($"There is no file to ingest: put drops into {Path.Combine(_folder.FullName, "{feed}")}.");
        return isEmpty;
    }

    public string NameOf(FileInfo file) => Path.GetRelativePath(_folder.FullName, file.FullName).Replace('\\', '/');

    private Feed? FeedOf(FileInfo file) => _feeds.Find(NameOf(file).Split('/')[0]);
}
