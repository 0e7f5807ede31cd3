namespace IncDiv.Resilience.Tests.Load;

/// <summary>Runs where an environment variable gives its size; it takes minutes.</summary>
internal sealed class LoadFactAttribute : FactAttribute
{
    public LoadFactAttribute(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is null)
            Skip = $"Set {variable} to a number, such as 1000.";
    }
}
