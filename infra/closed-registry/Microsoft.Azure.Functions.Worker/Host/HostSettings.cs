using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>What host.json and the local-only settings (section LocalHost) say; README.md lists them.</summary>
internal sealed record HostSettings
{
    public required string HostId { get; init; }
    public required Assembly FunctionAssembly { get; init; }
    public required IReadOnlySet<string> Functions { get; init; }
    public required TimeSpan ScanInterval { get; init; }
    public required TimeSpan StopGrace { get; init; }
    public required int ParallelBlobs { get; init; }
    public required int BlobTries { get; init; }
    public required int QueueTries { get; init; }
    public required int HttpPort { get; init; }
    public required string RoutePrefix { get; init; }
    public required long MaxRequestBytes { get; init; }
    public required string? FunctionKey { get; init; }

    public static HostSettings Load(IConfiguration configuration)
    {
        var builder = new ConfigurationBuilder();
        if (LocalSettings.Find("host.json") is { } path)
            builder.AddJsonFile(path);
        // As on Azure, AzureFunctionsJobHost__a__b overrides a:b of host.json.
        IConfiguration host = builder.AddConfiguration(configuration.GetSection("AzureFunctionsJobHost")).Build();
        IConfiguration local = configuration.GetSection("LocalHost");
        return new HostSettings
        {
            HostId = configuration["AzureFunctionsWebHost:hostId"] ?? DerivedHostId(),
            FunctionAssembly = local["FunctionAssembly"] is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly()!,
            Functions = host.GetSection("functions").GetChildren().Select(f => f.Value!).ToHashSet(StringComparer.OrdinalIgnoreCase),
            ScanInterval = Positive(local, "ScanInterval", TimeSpan.FromSeconds(1)),
            StopGrace = Positive(local, "StopGrace", TimeSpan.FromSeconds(10)),
            ParallelBlobs = Positive(host, "extensions:blobs:maxDegreeOfParallelism", 8 * Environment.ProcessorCount),
            BlobTries = Positive(host, "extensions:blobs:poisonBlobThreshold", 5),
            QueueTries = Positive(host, "extensions:queues:maxDequeueCount", 5),
            HttpPort = configuration.GetValue(LocalSettings.HttpPort, 7071),
            RoutePrefix = host["extensions:http:routePrefix"] ?? "api",
            MaxRequestBytes = Positive(local, "MaxRequestBytes", 10_000_000L),
            FunctionKey = local["FunctionKey"],
        };
    }

    private static T Positive<T>(IConfiguration section, string name, T otherwise)
        where T : IComparable<T>
    {
        T value = section.GetValue(name, otherwise)!;
        return value.CompareTo(default) > 0
            ? value
            : throw new InvalidOperationException($"Setting '{name}' is {value}: set it to more than zero, or leave it out for {otherwise}.");
    }

    private static string DerivedHostId()
    {
        string machine = new([.. Environment.MachineName.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(20)]);
        return $"{machine}-{Fingerprint.Of(AppContext.BaseDirectory)[..10]}";
    }
}
