namespace IncDiv.Workflows.Tests;

/// <summary>The real clock with pauses that are a hundred times as fast, or <see cref="Speed"/> times.</summary>
internal sealed class FastTime : TimeProvider
{
    public int Speed { get; set; } = 100;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Speed : dueTime, period);
}
