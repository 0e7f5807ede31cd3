namespace IncDiv.Resilience.Tests.Load;

/// <summary>Runs where <c>INCDIV_LOAD</c> says how many drops; it takes minutes.</summary>
internal sealed class LoadFactAttribute : FactAttribute
{
    public LoadFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("INCDIV_LOAD") is null)
            Skip = "Set INCDIV_LOAD to a number of drops, such as 1000.";
    }
}
