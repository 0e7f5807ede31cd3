using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>
/// Finds a storage account as the official worker does: AzureWebJobs{name}, then {name}; each among the connection strings, then at the root.
/// </summary>
internal static class StorageConnection
{
    // The newest version that the storage package of the closed registry and Azurite have in common.
    private const BlobClientOptions.ServiceVersion Version = BlobClientOptions.ServiceVersion.V2023_01_03;

    /// <exception cref="InvalidOperationException">Nothing is set, or it is not a connection string.</exception>
    public static BlobServiceClient Open(IConfiguration configuration, string? connection, string neededBy)
    {
        string name = string.IsNullOrEmpty(connection) ? "Storage" : connection;
        foreach (string candidate in new[] { $"AzureWebJobs{name}", name })
        {
            foreach (IConfiguration root in new[] { configuration.GetSection("ConnectionStrings"), configuration })
            {
                if (TryOpen(root.GetSection(candidate)) is { } client)
                    return client;
            }
        }
        string setting = name == "Storage" ? "AzureWebJobsStorage" : name;
        throw new InvalidOperationException(
            $"{neededBy} needs a storage account: set '{setting}' to a connection string, or '{setting}__blobServiceUri' to its blob service.");
    }

    private static BlobServiceClient? TryOpen(IConfigurationSection section)
    {
        var options = new BlobClientOptions(Version);
        if (!string.IsNullOrEmpty(section.Value))
        {
            try
            {
                return new BlobServiceClient(section.Value, options);
            }
            catch (FormatException e)
            {
                throw new InvalidOperationException($"Setting '{section.Path}' is not a storage connection string: correct it.", e);
            }
        }
        string? address = section["blobServiceUri"] ?? (section["accountName"] is { } account ? $"https://{account}.blob.core.windows.net" : null);
        if (address is null)
            return null;
        var credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] });
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            ? new BlobServiceClient(uri, credential, options)
            : throw new InvalidOperationException($"Setting '{section.Path}:blobServiceUri' is not an address: start it with https://.");
    }
}
