using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IncDiv.Ingestion.Columns;
using IncDiv.Ingestion.Csv;

namespace IncDiv.Ingestion.Rows;

/// <summary>
/// The keys that may stand in several rows of a drop. Whoever reads a file once can say of a key that it is new only by holding all that came
/// before; a look ahead at the keys alone leaves few to hold, so that memory does not grow with the rows.
/// </summary>
internal sealed class RepeatedKeys
{
    // By hash, whether a row with the key came already.
    private readonly Dictionary<ulong, bool> _keys = [];

    private RepeatedKeys()
    {
    }

    /// <summary>Goes through the file up to its end, or to where it cannot be read on.</summary>
    /// <param name="csv">At the beginning of the file; its delimiter is set.</param>
    /// <param name="bytes">Length of the file.</param>
    /// <param name="key">Reads the keys.</param>
    /// <param name="field">Where they stand.</param>
    public static async Task<RepeatedKeys> FindAsync(CsvReader csv, long bytes, KeyParser key, int field, CancellationToken cancellationToken)
    {
        var found = new RepeatedKeys();
        var filter = new KeyFilter(bytes);
        CsvStatus status = await csv.ReadAsync(cancellationToken);
        csv.MostFields = field + 1;
        while (status is CsvStatus.Record or CsvStatus.NeedsMore)
        {
            status = csv.TryRead();
            if (status == CsvStatus.NeedsMore)
                await csv.FillAsync(cancellationToken);
            else if (status == CsvStatus.Record && field < csv.FieldCount && key.Read(Utf8Text.Trim(csv.Field(field))) == RowFault.None)
                found.Add(filter, KeyHash.Of(key.Key));
        }
        return found;
    }

    /// <summary>Whether a row with this key came before.</summary>
    public bool CameBefore(ReadOnlySpan<byte> key)
    {
        ref bool came = ref CollectionsMarshal.GetValueRefOrNullRef(_keys, KeyHash.Of(key));
        if (Unsafe.IsNullRef(ref came))
            return false;
        bool before = came;
        came = true;
        return before;
    }

    private void Add(KeyFilter filter, ulong hash)
    {
        if (filter.Add(hash))
            _keys[hash] = false;
    }
}
