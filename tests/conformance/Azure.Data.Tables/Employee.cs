using System.Runtime.Serialization;

namespace Azure.Data.Tables.Conformance;

public enum Rank
{
    Constable,
    Sergeant,
}

/// <summary>An entity class with a property of every type that a table stores.</summary>
public sealed class Employee : ITableEntity
{
    public string PartitionKey { get; set; } = "p";
    public string RowKey { get; set; } = "r";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    public string? Text { get; set; }
    public bool Flag { get; set; }
    public bool? MaybeFlag { get; set; }
    public int Number { get; set; }
    public int? MaybeNumber { get; set; }
    public long Big { get; set; }
    public long? MaybeBig { get; set; }
    public double Share { get; set; }
    public double? MaybeShare { get; set; }
    public DateTime Day { get; set; } = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    public DateTime? MaybeDay { get; set; }
    public DateTimeOffset Moment { get; set; } = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public DateTimeOffset? MaybeMoment { get; set; }
    public Guid Id { get; set; }
    public Guid? MaybeId { get; set; }
    public byte[]? Bytes { get; set; }
    public BinaryData? Data { get; set; }
    public Rank Rank { get; set; }
    public Rank? MaybeRank { get; set; }

    [DataMember(Name = "stored_name")]
    public string? Renamed { get; set; }

    [IgnoreDataMember]
    public string? Ignored { get; set; }

    public string Derived => $"{Text}/{Number}";
}
