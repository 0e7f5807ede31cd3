using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace IncDiv.Host.Http;

/// <summary>The keys of the host's HTTP endpoints. One master key is created for each app and kept in its host storage. The others are derived from it
/// (HMAC-SHA-256 of their name), so all hosts of one app, and everyone with access to that storage, have the same keys.</summary>
internal sealed class HostKeys(string master)
{
    private const string Container = "azure-webjobs-secrets";

    /// <summary>The master key, valid for every endpoint.</summary>
    public string Master => master;

    /// <summary>The host key, valid for every function.</summary>
    public string Host => Derived("host");

    /// <summary>The key of the webhook for blob events, valid for nothing else.</summary>
    public string BlobEvents => Derived("events");

    /// <summary>The key of one function.</summary>
    public string Function(string name) => Derived($"function {name}");

    /// <summary>Whether <paramref name="key"/> is one of <paramref name="allowed"/>. Takes the same time for any key.</summary>
    public static bool Opens(string? key, params IEnumerable<string> allowed)
    {
        byte[] given = Encoding.UTF8.GetBytes(key ?? "");
        bool isAny = false;
        foreach (string one in allowed)
            isAny |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(one));
        return isAny;
    }

    /// <summary>Returns the keys of an app, and creates them if it has none.</summary>
    public static async Task<HostKeys> OpenAsync(string? connection, string hostId, CancellationToken cancellationToken)
    {
        BlobClient blob = Blob(connection, hostId);
        if (await FindAsync(connection, hostId, cancellationToken) is { } keys)
            return keys;
        await InContainer(connection).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            string made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(new BinaryData(made), options, cancellationToken);
            return new HostKeys(made);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another host created the key first.
            return (await FindAsync(connection, hostId, cancellationToken))!;
        }
    }

    /// <summary>Returns the keys of an app, or null if no host of this project has run it yet.</summary>
    public static async Task<HostKeys?> FindAsync(string? connection, string hostId, CancellationToken cancellationToken)
    {
        try
        {
            return new HostKeys((await Blob(connection, hostId).DownloadContentAsync(cancellationToken)).Value.Content.ToString());
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static BlobClient Blob(string? connection, string hostId) => InContainer(connection).GetBlobClient($"{hostId}/incdiv-host-key");

    // The client is used at start-up, so it fails fast if storage is unavailable.
    private static BlobContainerClient InContainer(string? connection) =>
        new(connection, Container, new BlobClientOptions
        {
            Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), NetworkTimeout = TimeSpan.FromSeconds(5) },
        });

    private string Derived(string name) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(master), Encoding.UTF8.GetBytes(name)));
}
