namespace IncDiv.Host;

/// <summary>The settings of host.json that the host itself uses. Variables such as <c>AzureFunctionsJobHost__functionTimeout</c> override the file.</summary>
internal sealed class HostSection(IConfiguration configuration)
{
    /// <summary>The section that host.json is read into, as in Azure.</summary>
    public const string Name = "AzureFunctionsJobHost";

    /// <summary>How long a function may run: 30 minutes by default, null for no limit (<c>-1</c>).</summary>
    /// <exception cref="HostException">The setting is not a time.</exception>
    public TimeSpan? FunctionTimeout => configuration[$"{Name}:functionTimeout"] switch
    {
        null => TimeSpan.FromMinutes(30),
        "-1" => null,
        string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan limit) && limit > TimeSpan.Zero => limit,
        string text => throw new HostException($"functionTimeout of host.json is '{text}': write it like 00:10:00."),
    };

    /// <summary>The prefix of the routes of HTTP functions.</summary>
    public string RoutePrefix => configuration[$"{Name}:extensions:http:routePrefix"] ?? "api";

    /// <summary>The name of the app's locks, queues and timer statuses in its host storage.</summary>
    public string HostId => configuration["AzureFunctionsWebHost:hostid"] is { Length: > 0 } id ? id.ToLowerInvariant() : "incdiv-pipeline";

    public IConfigurationSection Logging => configuration.GetSection($"{Name}:logging");
}
