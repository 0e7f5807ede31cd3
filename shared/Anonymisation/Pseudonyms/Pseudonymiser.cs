namespace IncDiv.Anonymisation.Pseudonyms;

/// <summary>Converts canonical identifiers of one feed to pseudonyms: the first 16 bytes, big-endian, of HMAC-SHA-256 under the feed's sub-key.</summary>
internal sealed class Pseudonymiser(Feed feed, PseudonymKey key) : IDisposable
{
    private readonly IncrementalHash _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.DeriveFor(feed));
    private readonly Sha256Lanes _lanes = new(key.DeriveFor(feed));

    public void Fill(KeyValues keys, Span<UInt128> pseudonyms)
    {
        Span<UInt128> eight = stackalloc UInt128[Sha256Lanes.Lanes];
        for (int start = 0; start < pseudonyms.Length; start += Sha256Lanes.Lanes)
        {
            Span<UInt128> some = pseudonyms.Slice(start, Math.Min(Sha256Lanes.Lanes, pseudonyms.Length - start));
            for (int lane = 0; lane < some.Length; lane++)
                if (keys[start + lane] is { Length: <= Sha256Lanes.MaxMessageBytes } id)
                    _lanes.Set(lane, id);
            _lanes.Read(eight);
            for (int lane = 0; lane < some.Length; lane++)
                some[lane] = keys[start + lane] is { Length: > Sha256Lanes.MaxMessageBytes } id ? Pseudonym(id) : eight[lane];
        }
    }

    public UInt128 Pseudonym(ReadOnlySpan<byte> canonicalId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hmac.AppendData(canonicalId);
        _hmac.GetHashAndReset(hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    public void Dispose() => _hmac.Dispose();
}
