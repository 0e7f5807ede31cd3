namespace IncDiv.Resilience.Tests.Load;

/// <summary>A test that runs only if an environment variable gives its size, because it takes minutes.</summary>
internal sealed class LoadFactAttribute : FactAttribute
{
    public LoadFactAttribute(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is null)
            Skip = $"Set {variable} to a number, such as 1000.";
    }
}
