namespace Azure.Data.Tables;

/// <summary>The table endpoint and account key of a storage connection string.</summary>
internal sealed record ConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    // The emulator's well-known account: published by Microsoft, opens nothing but an emulator.
    private static readonly ConnectionString Development = new(
        new Uri("http://127.0.0.1:10002/devstoreaccount1"),
        new TableSharedKeyCredential("devstoreaccount1", "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="));

    public static ConnectionString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string pair in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = pair.Split('=', 2);
            if (parts.Length != 2 || !settings.TryAdd(parts[0].Trim(), parts[1].Trim()))
                throw new FormatException("Settings must be of the form \"name=value\", each name once.");
        }
        if (settings.TryGetValue("UseDevelopmentStorage", out string use) && bool.TryParse(use, out bool development) && development)
            return Development;
        if (!settings.TryGetValue("AccountName", out string account) || !settings.TryGetValue("AccountKey", out string key))
            throw new InvalidOperationException("No valid combination of account information found.");
        string protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        string suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        string endpoint = settings.GetValueOrDefault("TableEndpoint", $"{protocol}://{account}.table.{suffix}");
        return new ConnectionString(new Uri(endpoint), new TableSharedKeyCredential(account, key));
    }
}
