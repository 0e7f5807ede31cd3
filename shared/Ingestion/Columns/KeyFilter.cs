namespace IncDiv.Ingestion.Columns;

/// <summary>
/// Which keys may have come before, in 16 MB whatever their number: a Bloom filter (Bloom 1970) with three bits a key, all in one word (Putze,
/// Sanders and Singler 2007, "Cache-, Hash- and Space-Efficient Bloom Filters", section 3). It never misses a key that did come before; of 10
/// million different ones it takes some 30,000 for known.
/// </summary>
internal sealed class KeyFilter
{
    private const int WordsInBits = 21;

    private readonly ulong[] _words = new ulong[1 << WordsInBits];

    /// <summary>Notes a key.</summary>
    /// <param name="hash">Its <see cref="KeyHash"/>.</param>
    /// <returns>Whether it may have come before.</returns>
    public bool Add(ulong hash)
    {
        // A shift takes the last six bits of its distance.
        ulong bits = (1UL << (int)hash) | (1UL << (int)(hash >> 6)) | (1UL << (int)(hash >> 12));
        ref ulong word = ref _words[hash >> (64 - WordsInBits)];
        bool mayBeKnown = (word & bits) == bits;
        word |= bits;
        return mayBeKnown;
    }
}
