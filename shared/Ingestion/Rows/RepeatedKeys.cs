namespace IncDiv.Ingestion.Rows;

/// <summary>The keys that may occur in several rows of a drop. To find duplicates in a single pass, all keys would have to be held in memory. So a first pass
/// reads only the keys and keeps the few that may be repeated. Memory then does not grow with the rows.</summary>
internal sealed class RepeatedKeys
{
    // Maps the hash of a key to whether a row with it was already read. With 10 million keys, the chance that any two have the same hash, so that a
    // row is wrongly called a duplicate, is 3 in a million.
    private readonly Dictionary<ulong, bool> _keys = [];

    /// <summary>Reads the file up to its end, or to where it becomes unreadable.</summary>
    /// <param name="csv">A reader at the header line.</param>
    public static async Task<RepeatedKeys> FindAsync(CsvReader csv, long fileBytes, DropHeader header, FeedColumn column, CancellationToken cancellationToken)
    {
        var found = new RepeatedKeys();
        int field = header.FieldOf(column);
        if (field < 0)
            return found;
        var filter = new KeyFilter(fileBytes);
        var key = new KeyParser(column);
        csv.Delimiter = header.Delimiter;
        CsvStatus status = await csv.ReadAsync(cancellationToken);
        csv.MaxFields = field + 1;
        while (status is CsvStatus.Record or CsvStatus.NeedsMore)
        {
            status = csv.TryRead();
            if (status == CsvStatus.NeedsMore)
                await csv.FillAsync(cancellationToken);
            // A record with too few bytes for its delimiters cannot fit the header, so its key is ignored. A file of such lines needs no memory.
            else if (status == CsvStatus.Record && csv.Bytes >= header.FieldCount - 1 && field < csv.FieldCount
                && key.Read(Utf8Text.Trim(csv.Field(field))) == RowFault.None && XxHash3.HashToUInt64(key.Key) is var hash && filter.Add(hash))
                found._keys[hash] = false;
        }
        return found;
    }

    public bool OccurredBefore(ReadOnlySpan<byte> key)
    {
        ulong hash = XxHash3.HashToUInt64(key);
        if (!_keys.TryGetValue(hash, out bool occurred))
            return false;
        _keys[hash] = true;
        return occurred;
    }
}

/// <summary>Finds keys that may have occurred before in a file. It is a Bloom filter (Bloom 1970) with three bits for each key, all in one word of eight bytes
/// (Putze, Sanders and Singler 2007, "Cache-, Hash- and Space-Efficient Bloom Filters", section 3). It has a word for 256 to 512 bytes of the file and needs at
/// most 16 MB. It never misses a repeated key. Of 10 million different keys, about 40,000 are reported as repeated.</summary>
internal sealed class KeyFilter(long fileBytes)
{
    private const int BytesForWord = 512, MinWords = 64, MaxWords = 1 << 21;

    private readonly ulong[] _words = new ulong[BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(fileBytes / BytesForWord, MinWords, MaxWords))];

    /// <param name="hash">The key's <see cref="XxHash3"/>.</param>
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
