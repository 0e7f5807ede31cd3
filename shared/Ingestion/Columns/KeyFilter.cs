using System.Numerics;

namespace IncDiv.Ingestion.Columns;

/// <summary>
/// Which keys of a file may have come before, in a word of eight bytes for 256 to 512 bytes of it and never more than 16 MB: a Bloom filter (Bloom 1970) with three bits a
/// key, all in one word (Putze, Sanders and Singler 2007, "Cache-, Hash- and Space-Efficient Bloom Filters", section 3). It never misses a
/// key that did come before; of 10 million different ones it takes some 40,000 for known.
/// </summary>
/// <param name="fileBytes">Length of the file.</param>
internal sealed class KeyFilter(long fileBytes)
{
    private const int BytesForWord = 512, MinWords = 64, MaxWords = 1 << 21;

    private readonly ulong[] _words = new ulong[BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(fileBytes / BytesForWord, MinWords, MaxWords))];

    /// <summary>Notes a key.</summary>
    /// <param name="hash">Its <see cref="System.IO.Hashing.XxHash3"/>.</param>
    /// <returns>Whether it may have come before.</returns>
    public bool Add(ulong hash)
    {
        // A shift takes the last six bits of its distance: three times six say the bits, those after them the word.
        ulong bits = (1UL << (int)hash) | (1UL << (int)(hash >> 6)) | (1UL << (int)(hash >> 12));
        ref ulong word = ref _words[(hash >> 18) & ((ulong)_words.Length - 1)];
        bool mayBeKnown = (word & bits) == bits;
        word |= bits;
        return mayBeKnown;
    }
}
