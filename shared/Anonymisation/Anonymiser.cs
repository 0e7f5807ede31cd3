namespace IncDiv.Anonymisation;

/// <summary>Turns validated rows into curated ones: the key becomes a pseudonym, identifiers, dates and free text are dropped, and the contract's derived
/// columns replace them (feeds.md section 4). A column is kept only if the contract says so.</summary>
public sealed class Anonymiser(Feed feed, PseudonymKey key) : IDisposable
{
    private readonly string[] _names = [.. feed.CuratedColumns.Select(c => c.Name)];
    private readonly Pseudonymiser _pseudonymiser = new(feed, key);
    private readonly PseudonymValues _pseudonyms = new();
    private readonly string[] _kept = [.. feed.Columns.Where(c => c.IsCurated).Select(c => c.Name)];
    private readonly DerivedValues[] _derived = [.. feed.Derived.Select(d => DerivedValues.For(d, feed))];

    /// <summary>The curated form of a raw batch, with the columns of <see cref="Feed.CuratedColumns"/> in order. Kept columns are the objects of the raw batch,
    /// so the result is valid only until the next call or until the raw batch changes.</summary>
    public RowBatch Anonymise(RowBatch raw)
    {
        KeyValues keys = raw.Column<KeyValues>(feed.Key.Name);
        _pseudonyms.EnsureCapacity(raw.Count);
        _pseudonymiser.Fill(keys, _pseudonyms.Values.AsSpan(0, raw.Count));
        return new RowBatch(raw.Quarter, _names, [_pseudonyms, .. _kept.Select(raw.Column<ColumnValues>), .. _derived.Select(d => d.Fill(raw))])
        { Count = raw.Count };
    }

    /// <summary>The pseudonym of one canonical identifier of this feed.</summary>
    public UInt128 PseudonymOf(ReadOnlySpan<byte> canonicalId) => _pseudonymiser.Pseudonym(canonicalId);

    public void Dispose() => _pseudonymiser.Dispose();
}
