using System.Buffers.Binary;
using System.Security.Cryptography;
using IncDiv.Contracts.Feeds;

namespace IncDiv.Anonymisation;

/// <summary>Canonical identifiers of one feed to pseudonyms: the first 16 bytes, big-endian, of HMAC-SHA-256 under the feed's sub-key.</summary>
internal sealed class Pseudonymiser(Feed feed, PseudonymKey key) : IDisposable
{
    private readonly IncrementalHash _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.DeriveFor(feed));

    public UInt128 Pseudonym(ReadOnlySpan<byte> canonicalId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hmac.AppendData(canonicalId);
        _hmac.GetHashAndReset(hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    public void Dispose() => _hmac.Dispose();
}
