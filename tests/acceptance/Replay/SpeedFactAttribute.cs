namespace IncDiv.Replay.Tests;

/// <summary>A test of elapsed time, which is meaningful only on an otherwise idle machine: run with <c>INCDIV_SPEED=1</c>, in Release.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpeedFactAttribute : FactAttribute
{
    public SpeedFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("INCDIV_SPEED") != "1")
            Skip = "Set INCDIV_SPEED=1 to measure.";
    }
}
