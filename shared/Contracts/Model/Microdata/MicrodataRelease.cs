namespace IncDiv.Contracts.Microdata;

/// <summary>The role of each curated column of a feed in its <c>bi</c> microdata (disclosure.md 5.1). Every curated column has exactly one role; nothing is
/// released by default. Read from <c>Releases/*.yaml</c>.</summary>
/// <param name="Population">Size of the population that the feed samples; null where the feed holds everyone.</param>
/// <param name="QuasiIdentifiers">The first columns of the output, in order.</param>
/// <param name="Sensitive">Columns that are passed through; every class must have several different values.</param>
/// <param name="PassThrough">Measures that are passed through unchanged, in the order of the curated file.</param>
/// <param name="ComparedBreakdowns">Besides the totals: breakdowns whose published figures are computed again from the file, to show what it is worth.</param>
/// <param name="Dropped">Columns that are not released, each with the reason.</param>
public sealed record MicrodataRelease(
    Feed Feed, int Version, long? Population, IReadOnlyList<QuasiIdentifier> QuasiIdentifiers, IReadOnlyList<string> Sensitive,
    IReadOnlyList<string> PassThrough, IReadOnlyList<RoundedColumn> Rounded, IReadOnlyDictionary<string, string> Dropped,
    IReadOnlyList<MonitoredColumn> SuppressionMonitored, IReadOnlyList<string> ComparedBreakdowns)
{
    /// <summary>The columns of the output after the quasi-identifiers, in the order of the curated file.</summary>
    public IReadOnlyList<CuratedColumn> Measures { get; } =
        [.. Feed.CuratedColumns.Where(c => Sensitive.Contains(c.Name) || PassThrough.Contains(c.Name) || Rounded.Any(r => r.Column == c.Name))];

    /// <summary>The columns of the output. Generalised ones are texts that are never blank; measures keep their kind.</summary>
    public IReadOnlyList<CuratedColumn> Columns => [.. QuasiIdentifiers.Select(q => new CuratedColumn(q.Column, CuratedKind.Text, null)), .. Measures];
}

/// <summary>A curated column with facts that others may know about a person, so it is generalised.</summary>
/// <param name="Importance">Weight of the column's loss. Cells of important columns are suppressed last; 1 is the default.</param>
/// <param name="MinLevel">The most detailed level that may be released.</param>
/// <param name="IsWellKnown">Outsiders know it of many people, such as the place or the rank: the risk report looks at each class of it and two others.</param>
public sealed record QuasiIdentifier(string Column, Hierarchy Hierarchy, int Importance, int MinLevel = 0, bool IsWellKnown = false);

/// <summary>A number that is passed through in steps: rounded to the nearest step, but never to 0, and limited to <paramref name="Top"/>.</summary>
public sealed record RoundedColumn(string Column, double Step, double Top);

/// <summary>A quasi-identifier whose groups at <paramref name="Level"/> are monitored: the report shows the suppression of each.</summary>
public sealed record MonitoredColumn(string Column, int Level);

/// <summary>All generalisation hierarchies and microdata releases of a force.</summary>
/// <param name="Releases">In ordinal order of the names of their feeds.</param>
public sealed record ReleaseCatalogue(IReadOnlyDictionary<string, Hierarchy> Hierarchies, IReadOnlyList<MicrodataRelease> Releases)
{
    /// <summary>The microdata release of a feed, or null where it has none.</summary>
    public MicrodataRelease? Find(string feed) => Releases.FirstOrDefault(r => string.Equals(r.Feed.Name, feed, StringComparison.Ordinal));
}
