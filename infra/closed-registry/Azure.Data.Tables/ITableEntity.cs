namespace Azure.Data.Tables;

/// <summary>What every row of a table has.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }
    string RowKey { get; set; }

    /// <summary>The time of the last change, set by the service and never sent to it.</summary>
    DateTimeOffset? Timestamp { get; set; }

    ETag ETag { get; set; }
}
