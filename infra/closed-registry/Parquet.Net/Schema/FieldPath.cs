namespace Parquet.Schema;

/// <summary>Path of a field in its schema; in a flat schema, its name.</summary>
public sealed class FieldPath : IEquatable<FieldPath>
{
    private readonly string[] _parts;

    public FieldPath(string firstPart) => _parts = [firstPart ?? throw new ArgumentNullException(nameof(firstPart))];

    public FieldPath(IEnumerable<string> parts) => _parts = [.. parts.Where(p => !string.IsNullOrEmpty(p))];

    public FieldPath(params string[] parts) : this((IEnumerable<string>)parts) { }

    public string? FirstPart => _parts.Length == 0 ? null : _parts[0];

    public int Length => _parts.Length;

    public string this[int i] => _parts[i];

    public List<string> ToList() => [.. _parts];

    public bool Equals(FieldPath? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

    public override bool Equals(object? obj) => obj is FieldPath other && Equals(other);

    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    public override string ToString() => string.Join('/', _parts);
}
