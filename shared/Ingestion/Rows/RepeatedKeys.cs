using System.IO.Hashing;

namespace IncDiv.Ingestion.Rows;

/// <summary>The keys that may occur in several rows of a drop. To find duplicates in a single pass, all keys would have to be held in memory. So a first pass
/// reads only the keys and keeps the few that may be repeated. Memory then does not grow with the rows.</summary>
internal sealed class RepeatedKeys
{
    // Maps the hash of a key to whether a row with it was already read. With 10 million keys, the chance that any two have the same hash, so that a
    // row is wrongly called a duplicate, is 3 in a million.
    private readonly Dictionary<ulong, bool> _keys = [];

    private RepeatedKeys()
    {
    }

    /// <summary>Reads the file up to its end, or to where it becomes unreadable.</summary>
    /// <param name="csv">A reader at the header line.</param>
    /// <param name="fileBytes">Length of the file.</param>
    /// <param name="header">The header, which gives the position of the keys.</param>
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

    /// <summary>Whether an earlier row had this key.</summary>
    public bool OccurredBefore(ReadOnlySpan<byte> key)
    {
        ulong hash = XxHash3.HashToUInt64(key);
        if (!_keys.TryGetValue(hash, out bool occurred))
            return false;
        _keys[hash] = true;
        return occurred;
    }
}
