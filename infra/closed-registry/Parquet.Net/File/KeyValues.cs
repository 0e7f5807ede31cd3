namespace Parquet.File;

/// <summary>The key-value metadata of a file or a column.</summary>
internal static class KeyValues
{
    public static void Write(ThriftCompactWriter writer, int id, IReadOnlyDictionary<string, string> pairs)
    {
        if (pairs.Count == 0)
            return;
        writer.List(id, ThriftType.Struct, pairs.Count);
        // Sorted: a dictionary's order is not part of its value, and the same inputs must give the same bytes.
        foreach ((string key, string value) in pairs.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            writer.BeginStructItem();
            writer.String(1, key);
            writer.String(2, value);
            writer.EndStruct();
        }
    }

    public static Dictionary<string, string> Read(ref ThriftCompactReader reader, ThriftType type)
    {
        var pairs = new Dictionary<string, string>();
        for (int left = reader.ReadList(type, out ThriftType itemType); left > 0; left--)
        {
            ThriftCompactReader.ExpectStruct(itemType);
            string key = "", value = "";
            for (int id = 0; reader.Next(ref id, out ThriftType field);)
            {
                switch (id)
                {
                    case 1: key = reader.ReadString(field); break;
                    case 2: value = reader.ReadString(field); break;
                    default: reader.Skip(field); break;
                }
            }
            pairs[key] = value;
        }
        return pairs;
    }
}
