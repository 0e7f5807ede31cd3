namespace IncDiv.Workflows.Tests;

/// <summary>The real time plus an offset.</summary>
internal sealed class LaterTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
