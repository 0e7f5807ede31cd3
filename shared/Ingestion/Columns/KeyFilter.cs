using System.Numerics;

namespace IncDiv.Ingestion.Columns;

/// <summary>Finds keys that may have occurred before in a file. It is a Bloom filter (Bloom 1970) with three bits for each key, all in one word of eight bytes
/// (Putze, Sanders and Singler 2007, "Cache-, Hash- and Space-Efficient Bloom Filters", section 3). It has a word for 256 to 512 bytes of the file and needs at
/// most 16 MB. It never misses a repeated key. Of 10 million different keys, about 40,000 are reported as repeated.</summary>
/// <param name="fileBytes">Length of the file.</param>
internal sealed class KeyFilter(long fileBytes)
{
    private const int BytesForWord = 512, MinWords = 64, MaxWords = 1 << 21;

    private readonly ulong[] _words = new ulong[BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(fileBytes / BytesForWord, MinWords, MaxWords))];

    /// <summary>Adds a key.</summary>
    /// <param name="hash">The key's <see cref="System.IO.Hashing.XxHash3"/>.</param>
    /// <returns>Whether the key may have occurred before.</returns>
    public bool Add(ulong hash)
    {
        // A shift uses the low six bits of its count. Three groups of six bits select the bits; the bits after them select the word.
        ulong bits = (1UL << (int)hash) | (1UL << (int)(hash >> 6)) | (1UL << (int)(hash >> 12));
        ref ulong word = ref _words[(hash >> 18) & ((ulong)_words.Length - 1)];
        bool mayBeKnown = (word & bits) == bits;
        word |= bits;
        return mayBeKnown;
    }
}
