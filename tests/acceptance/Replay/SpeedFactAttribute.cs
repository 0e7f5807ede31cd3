namespace IncDiv.Replay.Tests;

/// <summary>A measurement of time, which says something only on a machine that does nothing else: run with <c>INCDIV_SPEED=1</c>, in Release.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpeedFactAttribute : FactAttribute
{
    public SpeedFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("INCDIV_SPEED") != "1")
            Skip = "Set INCDIV_SPEED=1 to measure.";
    }
}
