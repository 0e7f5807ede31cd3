using System.IO.Hashing;

namespace IncDiv.Ingestion.Rows;

/// <summary>
/// The keys that may stand in several rows of a drop. Whoever reads a file once can say of a key that it is new only by holding all that came
/// before; a look ahead at the keys alone leaves few to hold, so that memory does not grow with the rows.
/// </summary>
internal sealed class RepeatedKeys
{
    // By hash, whether a row with the key came already. Among 10 million keys the chance that any two have the same hash, and one row is wrongly
    // called a duplicate, is 3 in a million.
    private readonly Dictionary<ulong, bool> _keys = [];

    private RepeatedKeys()
    {
    }

    /// <summary>Goes through the file up to its end, or to where it cannot be read on.</summary>
    /// <param name="csv">At the line of names.</param>
    /// <param name="fileBytes">Length of the file.</param>
    /// <param name="header">Says where the keys stand.</param>
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
            // A record with too few bytes for its delimiters is none that fits the header: of a file of such lines nothing is held.
            else if (status == CsvStatus.Record && csv.Bytes >= header.FieldCount - 1 && field < csv.FieldCount
                && key.Read(Utf8Text.Trim(csv.Field(field))) == RowFault.None && XxHash3.HashToUInt64(key.Key) is var hash && filter.Add(hash))
                found._keys[hash] = false;
        }
        return found;
    }

    /// <summary>Whether a row with this key came before.</summary>
    public bool CameBefore(ReadOnlySpan<byte> key)
    {
        ulong hash = XxHash3.HashToUInt64(key);
        if (!_keys.TryGetValue(hash, out bool came))
            return false;
        _keys[hash] = true;
        return came;
    }
}
