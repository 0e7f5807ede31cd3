namespace IncDiv.Storage.Drops;

/// <summary>Who did what, when: table <c>Audit</c>, append-only, partition = day, row = time-ordered id. No personal values.</summary>
public sealed class AuditLog(PipelineStorage storage, TimeProvider time)
{
    /// <param name="action">What was done, such as <c>drop accepted</c> or <c>pack published</c>.</param>
    /// <param name="subject">What it was done to: feed and drop id, or pack, quarter and edition.</param>
    public async Task WriteAsync(string action, string subject, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string day = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string id = string.Create(CultureInfo.InvariantCulture, $"{now.Ticks:D19}-{Guid.NewGuid():N}");
        // The id is unique, so an upsert that is retried after a lost answer writes the same row again.
        var entry = new TableEntity(day, id) { ["Action"] = action, ["Subject"] = subject };
        await storage.Table(TableNames.Audit).UpsertEntityAsync(entry, TableUpdateMode.Replace, cancellationToken);
    }
}
