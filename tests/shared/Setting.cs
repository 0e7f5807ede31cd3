namespace IncDiv.Tests;

/// <summary>How long a long test is: a tenth of its full length by default, in full with <c>./test.sh --long</c>.</summary>
internal static class Setting
{
    /// <summary>The number in an environment variable.</summary>
    public static int Number(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
