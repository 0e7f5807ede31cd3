using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>local.settings.json as configuration: its Values as if they were environment variables, its ConnectionStrings, and its HTTP port.</summary>
internal static class LocalSettings
{
    public const string HttpPort = "LocalHost:HttpPort";

    public static void AddTo(IConfigurationBuilder configuration)
    {
        var settings = new Dictionary<string, string?>();
        if (Find("local.settings.json") is { } path)
        {
            IConfigurationRoot file = new ConfigurationBuilder().AddJsonFile(path).Build();
            foreach ((string name, string? value) in file.GetSection("Values").AsEnumerable(makePathsRelative: true))
                settings[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = value;
            foreach ((string name, string? value) in file.GetSection("ConnectionStrings").AsEnumerable())
                settings[name] = value;
            settings[HttpPort] = settings.GetValueOrDefault(HttpPort) ?? file["Host:LocalHttpPort"];
        }
        configuration.AddInMemoryCollection(settings.Where(s => s.Value is not null));
    }

    /// <summary>Adds <c>--port N</c>, which outranks every file and variable.</summary>
    public static void AddPort(IConfigurationBuilder configuration, string[] args)
    {
        if (new ConfigurationBuilder().AddCommandLine(args).Build()["port"] is { } port)
            configuration.AddInMemoryCollection([new(HttpPort, port)]);
    }

    /// <summary>A file of the application: beside its program, else in the current directory.</summary>
    public static string? Find(string name) =>
        new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
