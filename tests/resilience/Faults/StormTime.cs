namespace IncDiv.Resilience.Tests.Faults;

/// <summary>A clock that jumps, with pauses that are forty times as fast.</summary>
internal sealed class StormTime : TimeProvider
{
    private const int Speed = 40;

    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    /// <summary>Sets how far the clock is ahead of the real one.</summary>
    public void JumpTo(TimeSpan ahead) => Interlocked.Exchange(ref _ahead, ahead.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Faster(dueTime), Faster(period));

    private static TimeSpan Faster(TimeSpan span) =>
        span <= TimeSpan.Zero ? span : TimeSpan.FromTicks(Math.Max(span.Ticks / Speed, TimeSpan.TicksPerMillisecond));
}
