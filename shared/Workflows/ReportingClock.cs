namespace IncDiv.Workflows;

/// <summary>The time, and the dates that the settings derive from it.</summary>
public sealed class ReportingClock(TimeProvider time, IOptions<PipelineOptions> options, IOptions<PipelineLimits> limits)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Today's date, or the setting <c>AsOf</c>.</summary>
    public DateOnly Today => string.IsNullOrEmpty(options.Value.AsOf)
        ? DateOnly.FromDateTime(Now.UtcDateTime)
        : DateOnly.ParseExact(options.Value.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A drop that landed later may still get its event.</summary>
    public DateTimeOffset EventsArrivedUntil => Now.AddMinutes(-limits.Value.EventsTakeMinutes);

    /// <summary>Raw drops that landed by then may be deleted.</summary>
    public DateTimeOffset RetentionEnd => Now.AddDays(-limits.Value.RetentionDays);

    /// <summary>Whether the pack of a quarter was due some days ago.</summary>
    /// <param name="isComplete">Whether every feed that the pack requires has a drop.</param>
    public bool IsDue(PackDefinition definition, Quarter quarter, bool isComplete, int daysAgo = 0) =>
        definition.Publication.IsDue(quarter, isComplete, Today.AddDays(-daysAgo));
}
