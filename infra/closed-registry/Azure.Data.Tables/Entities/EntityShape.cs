using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables;

/// <summary>The public properties of an entity class under their stored names. The keys, time and ETag go through the interface instead.</summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Shapes = new();

    private EntityShape(Type type)
    {
        Properties =
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
                   && property.GetCustomAttribute<IgnoreDataMemberAttribute>() == null
                   && property.Name is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey)
                       or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag))
               select (property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name, property),
        ];
    }

    private IReadOnlyList<(string Name, PropertyInfo Property)> Properties { get; }

    public static EntityShape Of(Type type) => Shapes.GetOrAdd(type, static t => new EntityShape(t));

    public IEnumerable<KeyValuePair<string, object>> Read(ITableEntity entity)
    {
        yield return new(EntityProperty.PartitionKey, entity.PartitionKey);
        yield return new(EntityProperty.RowKey, entity.RowKey);
        foreach ((string name, PropertyInfo property) in Properties)
        {
            object value = property.GetValue(entity);
            yield return new(name, value is Enum member ? member.ToString() : value);
        }
    }

    public void Write(ITableEntity entity, IReadOnlyDictionary<string, object> values)
    {
        entity.PartitionKey = (string)values.GetValueOrDefault(EntityProperty.PartitionKey);
        entity.RowKey = (string)values.GetValueOrDefault(EntityProperty.RowKey);
        entity.Timestamp = (DateTimeOffset?)values.GetValueOrDefault(EntityProperty.Timestamp);
        entity.ETag = new ETag((string)values.GetValueOrDefault(EntityProperty.ETag));
        foreach ((string name, PropertyInfo property) in Properties)
        {
            if (property.SetMethod is not { IsPublic: true } || !values.TryGetValue(name, out object value) || value == null)
                continue;
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            // An enum name of a later version of the program leaves the property as it is, like the official client.
            if (type.IsEnum && !Enum.IsDefined(type, value))
                continue;
            property.SetValue(entity, Converted(value, type, name));
        }
    }

    private static object Converted(object value, Type type, string name) => value switch
    {
        _ when type.IsInstanceOfType(value) => value,
        string member when type.IsEnum => Enum.Parse(type, member),
        int number when type == typeof(long) => (long)number,
        int number when type == typeof(double) => (double)number,
        DateTimeOffset time when type == typeof(DateTime) => time.UtcDateTime,
        byte[] bytes when type == typeof(BinaryData) => BinaryData.FromBytes(bytes),
        _ => throw new InvalidCastException($"The stored property {name} is a {value.GetType().Name}; the entity class asks for a {type.Name}."),
    };
}
