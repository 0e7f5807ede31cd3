using Parquet.Schema;

namespace Parquet.File;

/// <summary>A column as the footer spells it: physical type, repetition, and the converted and logical types that give it meaning.</summary>
internal sealed class SchemaElement
{
    private const int ConvertedUtf8 = 0, ConvertedDate = 6, ConvertedTimestampMillis = 9, ConvertedTimestampMicros = 10, ConvertedInt32 = 17, ConvertedInt64 = 18;
    private const int LogicalString = 1, LogicalDate = 6, LogicalTimestamp = 8, LogicalInteger = 10, LogicalUuid = 14;
    private const int Required = 0, Optional = 1, UuidLength = 16;

    private int _type = -1, _typeLength, _repetition = Required, _converted = -1, _logical = -1, _unit, _bitWidth;
    private bool _isAdjustedToUtc = true, _isSigned = true;

    public string Name { get; private set; } = "";

    public int ChildCount { get; private set; }

    public static void WriteRoot(ThriftCompactWriter writer, int childCount)
    {
        writer.BeginStructItem();
        writer.String(4, "root");
        writer.I32(5, childCount);
        writer.EndStruct();
    }

    public static void Write(ThriftCompactWriter writer, DataField field)
    {
        bool isUtc = (field as DateTimeDataField)?.IsAdjustedToUTC ?? true;
        (int converted, int logical) = field.Kind switch
        {
            ColumnKind.String => (ConvertedUtf8, LogicalString),
            ColumnKind.Date => (ConvertedDate, LogicalDate),
            ColumnKind.TimestampMillis => (isUtc ? ConvertedTimestampMillis : -1, LogicalTimestamp),
            ColumnKind.Uuid => (-1, LogicalUuid),
            _ => (-1, -1),
        };
        writer.BeginStructItem();
        writer.I32(1, (int)field.Kind.Physical());
        if (field.Kind == ColumnKind.Uuid)
            writer.I32(2, UuidLength);
        writer.I32(3, field.IsNullable ? Optional : Required);
        writer.String(4, field.Name);
        if (converted >= 0)
            writer.I32(6, converted);
        if (logical >= 0)
            WriteLogical(writer, logical, isUtc);
        writer.EndStruct();
    }

    public static SchemaElement Read(ref ThriftCompactReader reader)
    {
        var element = new SchemaElement();
        for (int id = 0; reader.Next(ref id, out ThriftType type);)
        {
            switch (id)
            {
                case 1: element._type = reader.ReadI32(type); break;
                case 2: element._typeLength = reader.ReadI32(type); break;
                case 3: element._repetition = reader.ReadI32(type); break;
                case 4: element.Name = reader.ReadString(type); break;
                case 5: element.ChildCount = reader.ReadI32(type); break;
                case 6: element._converted = reader.ReadI32(type); break;
                case 10: element.ReadLogical(ref reader, type); break;
                default: reader.Skip(type); break;
            }
        }
        return element;
    }

    /// <exception cref="NotSupportedException">The column is nested, repeated, or of a type outside this subset.</exception>
    public DataField ToField(ParquetOptions options)
    {
        if (ChildCount > 0 || _repetition is not (Required or Optional))
            throw new NotSupportedException($"Column '{Name}' is nested or repeated; only flat columns are supported.");
        bool isNullable = _repetition == Optional;
        // A logical type wins over the older converted type.
        int converted = _logical >= 0 ? -1 : _converted;
        bool isBare = _logical < 0 && _converted < 0;
        switch ((PhysicalType)_type)
        {
            case PhysicalType.Boolean when isBare: return new DataField<bool>(Name, isNullable);
            case PhysicalType.Float when isBare: return new DataField<float>(Name, isNullable);
            case PhysicalType.Double when isBare: return new DataField<double>(Name, isNullable);
            case PhysicalType.Int32 when isBare || converted == ConvertedInt32 || IsSignedInteger(32): return new DataField<int>(Name, isNullable);
            case PhysicalType.Int64 when isBare || converted == ConvertedInt64 || IsSignedInteger(64): return new DataField<long>(Name, isNullable);
            case PhysicalType.Int32 when converted == ConvertedDate || _logical == LogicalDate:
                return options.UseDateOnlyTypeForDates
                    ? new DataField<DateOnly>(Name, isNullable)
                    : new DateTimeDataField(Name, DateTimeFormat.Date, isNullable: isNullable);
            case PhysicalType.Int64 when _logical == LogicalTimestamp && _unit is >= 1 and <= 3:
                return new DateTimeDataField(Name, DateTimeFormat.Timestamp, _isAdjustedToUtc, (DateTimeTimeUnit)(_unit - 1), isNullable);
            case PhysicalType.Int64 when converted is ConvertedTimestampMillis or ConvertedTimestampMicros:
                return new DateTimeDataField(Name, DateTimeFormat.Timestamp, true, (DateTimeTimeUnit)(converted - ConvertedTimestampMillis), isNullable);
            case PhysicalType.ByteArray when converted == ConvertedUtf8 || _logical == LogicalString || (isBare && options.TreatByteArrayAsString):
                return new DataField<string>(Name, isNullable);
            case PhysicalType.ByteArray when isBare: return new DataField<byte[]>(Name, isNullable);
            case PhysicalType.FixedLenByteArray when _logical == LogicalUuid && _typeLength == UuidLength: return new DataField<Guid>(Name, isNullable);
            default:
                throw new NotSupportedException(
                    $"Column '{Name}' has a type outside this subset (physical {_type}, converted {_converted}, logical {_logical}).");
        }
    }

    private bool IsSignedInteger(int bitWidth) => _logical == LogicalInteger && _isSigned && _bitWidth == bitWidth;

    private static void WriteLogical(ThriftCompactWriter writer, int logical, bool isUtc)
    {
        writer.BeginStruct(10);
        writer.BeginStruct(logical);
        if (logical == LogicalTimestamp)
        {
            writer.Bool(1, isUtc);
            writer.BeginStruct(2);
            writer.BeginStruct(1); // MILLIS
            writer.EndStruct();
            writer.EndStruct();
        }
        writer.EndStruct();
        writer.EndStruct();
    }

    private void ReadLogical(ref ThriftCompactReader reader, ThriftType type)
    {
        ThriftCompactReader.ExpectStruct(type);
        for (int id = 0; reader.Next(ref id, out ThriftType unionType);)
        {
            _logical = id;
            ThriftCompactReader.ExpectStruct(unionType);
            for (int field = 0; reader.Next(ref field, out ThriftType fieldType);)
            {
                switch (_logical, field)
                {
                    case (LogicalTimestamp, 1): _isAdjustedToUtc = ThriftCompactReader.ReadBool(fieldType); break;
                    case (LogicalTimestamp, 2):
                        ThriftCompactReader.ExpectStruct(fieldType);
                        for (int unit = 0; reader.Next(ref unit, out ThriftType unitType); _unit = unit)
                            reader.Skip(unitType);
                        break;
                    case (LogicalInteger, 1): _bitWidth = reader.ReadSByte(fieldType); break;
                    case (LogicalInteger, 2): _isSigned = ThriftCompactReader.ReadBool(fieldType); break;
                    default: reader.Skip(fieldType); break;
                }
            }
        }
    }
}
