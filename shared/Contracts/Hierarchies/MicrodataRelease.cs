namespace IncDiv.Contracts.Hierarchies;

/// <summary>
/// What becomes of each curated column of a feed in its <c>bi</c> microdata (disclosure.md 5.1). Every curated column has exactly one role;
/// nothing is released by default. Read from <c>Hierarchies/Releases/*.yaml</c>.
/// </summary>
/// <param name="Population">People whom the feed is a sample of, or null where it holds everyone.</param>
/// <param name="QuasiIdentifiers">In the order of the output's first columns.</param>
/// <param name="Sensitive">Passed on; every class must hold several different values.</param>
/// <param name="PassThrough">Measures passed on as they are, in the order of the curated file.</param>
/// <param name="Dropped">Column to the reason.</param>
public sealed record MicrodataRelease(
    Feed Feed,
    int Version,
    long? Population,
    IReadOnlyList<QuasiIdentifier> QuasiIdentifiers,
    IReadOnlyList<string> Sensitive,
    IReadOnlyList<string> PassThrough,
    IReadOnlyList<RoundedColumn> Rounded,
    IReadOnlyDictionary<string, string> Dropped,
    IReadOnlyList<MonitoredColumn> SuppressionMonitored)
{
    /// <summary>The columns of the output after the quasi-identifiers, in the order of the curated file.</summary>
    public IReadOnlyList<CuratedColumn> Measures { get; } =
        [.. Feed.CuratedColumns.Where(c => Sensitive.Contains(c.Name) || PassThrough.Contains(c.Name) || Rounded.Any(r => r.Column == c.Name))];

    /// <summary>
    /// The columns of the output. Generalised ones are texts that are never blank; measures keep their kind.
    /// </summary>
    public IReadOnlyList<CuratedColumn> Columns =>
        [.. QuasiIdentifiers.Select(q => new CuratedColumn(q.Column, CuratedKind.Text, null)), .. Measures];
}

/// <summary>A curated column that others may know of a person: it is generalised.</summary>
/// <param name="Importance">Weighs the loss of the column and says which cells are suppressed last; 1 is ordinary.</param>
/// <param name="MinLevel">The finest level that is ever released.</param>
public sealed record QuasiIdentifier(string Column, Hierarchy Hierarchy, int Importance, int MinLevel = 0);

/// <summary>A number that is passed on in steps: rounded to the nearest step, but never to 0, and cut at <paramref name="Top"/>.</summary>
public sealed record RoundedColumn(string Column, double Step, double Top);

/// <summary>A quasi-identifier by whose values at <paramref name="Level"/> the report says whom suppression fell on.</summary>
public sealed record MonitoredColumn(string Column, int Level);
