namespace Parquet.Schema;

/// <summary>The columns of a file, in order.</summary>
public class ParquetSchema : IEquatable<ParquetSchema>
{
    private readonly DataField[] _dataFields;

    public ParquetSchema(params Field[] fields) : this((IEnumerable<Field>)fields) { }

    /// <exception cref="ArgumentException">There is no field, or two fields have one name.</exception>
    public ParquetSchema(IEnumerable<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fields = [.. fields];
        if (Fields.Count == 0)
            throw new ArgumentException("at least one field is required", nameof(fields));
        if (Fields.DistinctBy(f => f.Name).Count() != Fields.Count)
            throw new ArgumentException("two fields have the same name", nameof(fields));
        _dataFields = [.. Fields.Cast<DataField>()];
    }

    public IReadOnlyList<Field> Fields { get; }

    public Field this[int i] => Fields[i];

    public DataField[] DataFields => GetDataFields();

    public DataField[] GetDataFields() => [.. _dataFields];

    /// <exception cref="ArgumentException">There is no such field.</exception>
    public DataField FindDataField(FieldPath path) =>
        Array.Find(_dataFields, f => f.Path.Equals(path)) ?? throw new ArgumentException($"data field '{path}' not found", nameof(path));

    /// <inheritdoc cref="FindDataField(FieldPath)"/>
    public DataField FindDataField(string path) => FindDataField(new FieldPath(path));

    public bool Equals(ParquetSchema? other) => other is not null && _dataFields.SequenceEqual(other._dataFields);

    public override bool Equals(object? obj) => obj is ParquetSchema other && Equals(other);

    public override int GetHashCode() => _dataFields.Aggregate(1, (hash, f) => HashCode.Combine(hash, f));

    public override string ToString() => string.Join('\n', Fields);
}
