using Parquet.File;

namespace Parquet.Schema;

/// <summary>A column: name, type and nullability.</summary>
public class DataField : Field
{
    /// <param name="name">Column name.</param>
    /// <param name="clrType">Type of its values; a nullable type makes the column nullable, as do string and byte[].</param>
    /// <param name="isNullable">Overrides what <paramref name="clrType"/> says.</param>
    /// <param name="isArray">Repeated columns are not in this subset.</param>
    /// <param name="propertyName">Serializer property; kept for the signature.</param>
    /// <exception cref="NotSupportedException">The type is outside this subset, or a DateTime without a <see cref="DateTimeDataField"/>.</exception>
    public DataField(string name, Type clrType, bool? isNullable = null, bool? isArray = null, string? propertyName = null)
        : base(name, SchemaType.Data)
    {
        ClrType = Nullable.GetUnderlyingType(clrType) ?? clrType;
        Kind = ColumnKinds.OfClrType(ClrType) ?? throw new NotSupportedException($"Column '{name}': type {clrType} is not supported.");
        if (ClrType == typeof(DateTime) && this is not DateTimeDataField)
            throw new NotSupportedException($"Column '{name}': a bare DateTime is INT96, which is deprecated; use {nameof(DateTimeDataField)}.");
        if (isArray == true)
            throw new NotSupportedException($"Column '{name}': repeated columns are not supported.");
        ClrPropName = propertyName ?? name;
        IsNullable = isNullable ?? (ClrType != clrType || !ClrType.IsValueType);
    }

    public sealed override bool IsNullable
    {
        get => MaxDefinitionLevel > 0;
        internal set => MaxDefinitionLevel = value ? 1 : 0;
    }

    public bool IsArray { get; }

    /// <summary>The type of a value that is there: never a nullable type.</summary>
    public Type ClrType { get; }

    internal ColumnKind Kind { get; private protected init; }

    internal string ClrPropName { get; }

    public override bool Equals(object? obj) =>
        obj is DataField other && base.Equals(other) && ComparedType == other.ComparedType && IsNullable == other.IsNullable;

    public override int GetHashCode() => base.GetHashCode();

    public override string ToString() => $"{Path} ({ClrType}{(IsNullable ? "?" : "")})";

    // A DATE column is read as either type, and is the same column.
    private Type ComparedType => ClrType == typeof(DateOnly) ? typeof(DateTime) : ClrType;
}
