using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Entities as OData JSON with minimal metadata: what JSON cannot tell apart carries an <c>@odata.type</c> beside it.</summary>
internal static class EntityJson
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    public static ReadOnlyMemory<byte> Write(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, object value) in entity as IDictionary<string, object> ?? EntityShape.Of(entity.GetType()).Read(entity))
            {
                // The service ignores a property without a value, in a merge too.
                if (value != null && name is not (EntityProperty.ETag or EntityProperty.Timestamp))
                    WriteProperty(json, name, value);
            }
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    public static T Read<T>(JsonElement json) where T : class, ITableEntity
    {
        Dictionary<string, object> values = Values(json);
        T entity = Activator.CreateInstance<T>();
        if (entity is IDictionary<string, object> dictionary)
        {
            foreach ((string name, object value) in values)
                dictionary[name] = value;
        }
        else
        {
            EntityShape.Of(typeof(T)).Write(entity, values);
        }
        return entity;
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                WriteType(json, name, "Edm.Double");
                json.WriteNumber(name, number);
                break;
            default:
                (string type, string literal) = Literal(name, value);
                WriteType(json, name, type);
                json.WriteString(name, literal);
                break;
        }
    }

    private static void WriteType(Utf8JsonWriter json, string name, string type) =>
        json.WriteString(name + EntityProperty.TypeSuffix, type);

    private static (string Type, string Literal) Literal(string name, object value) => value switch
    {
        double number => ("Edm.Double", number.ToString(CultureInfo.InvariantCulture)),
        long number => ("Edm.Int64", number.ToString(CultureInfo.InvariantCulture)),
        Guid guid => ("Edm.Guid", guid.ToString()),
        byte[] bytes => ("Edm.Binary", Convert.ToBase64String(bytes)),
        BinaryData bytes => ("Edm.Binary", Convert.ToBase64String(bytes)),
        DateTimeOffset time => ("Edm.DateTime", time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)),
        DateTime { Kind: DateTimeKind.Utc } time => ("Edm.DateTime", time.ToString(TimeFormat, CultureInfo.InvariantCulture)),
        DateTime { Kind: var kind } =>
            throw new NotSupportedException($"The DateTime in {name} has a Kind of {kind}. Azure SDK requires it to be UTC."),
        Enum => throw new NotSupportedException("Enum values are only supported for custom model types implementing ITableEntity."),
        _ => throw new NotSupportedException($"The table service has no type for the {value.GetType()} in {name}."),
    };

    private static Dictionary<string, object> Values(JsonElement json)
    {
        var values = new Dictionary<string, object>();
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (property.Name == EntityProperty.Metadata || property.Name.EndsWith(EntityProperty.TypeSuffix, StringComparison.Ordinal))
                continue;
            string type = json.TryGetProperty(property.Name + EntityProperty.TypeSuffix, out JsonElement annotation) ? annotation.GetString()
                : property.Name == EntityProperty.Timestamp ? "Edm.DateTime" : null;
            values[property.Name] = Value(property.Value, type);
        }
        return values;
    }

    private static object Value(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // The service writes a whole double as 5.0, which is no integer to the reader.
        JsonValueKind.Number => type != "Edm.Double" && value.TryGetInt32(out int number) ? (object)number : value.GetDouble(),
        _ => Parsed(value.GetString(), type),
    };

    private static object Parsed(string text, string type) => type switch
    {
        null or "Edm.String" => text,
        "Edm.Int64" => long.Parse(text, CultureInfo.InvariantCulture),
        "Edm.Double" => double.Parse(text, CultureInfo.InvariantCulture),
        "Edm.Guid" => Guid.Parse(text),
        "Edm.Binary" => Convert.FromBase64String(text),
        "Edm.DateTime" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        _ => throw new NotSupportedException("Not supported type " + type),
    };
}
