using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace IncDiv.Storage;

/// <summary>Reads a secret from the location in a setting: a Key Vault address (<c>https://{vault}/secrets/{name}[/{version}]</c>, opened with the app's
/// identity) or a file (<c>file:/run/secrets/key</c>). Any other setting is the secret itself.</summary>
public static class SecretSource
{
    private const string FilePrefix = "file:";

    /// <exception cref="InvalidOperationException">The address or file cannot be used. The message says what to set and holds no secret.</exception>
    public static async Task<string> ReadAsync(string setting, CancellationToken cancellationToken)
    {
        if (setting.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            string path = setting[FilePrefix.Length..];
            return File.Exists(path)
                ? (await File.ReadAllTextAsync(path, cancellationToken)).Trim()
                : throw new InvalidOperationException($"There is no secret file {path}. Put the key there, or set another source.");
        }
        if (!setting.StartsWith("https://", StringComparison.Ordinal))
            return setting;
        if (!Uri.TryCreate(setting, UriKind.Absolute, out Uri? place) || !KeyVaultSecretIdentifier.TryCreate(place, out KeyVaultSecretIdentifier address))
        {
            throw new InvalidOperationException(
                "The Key Vault address of the secret is malformed. Write it like https://my-vault.vault.azure.net/secrets/pseudonym-key.");
        }
        // The identity keeps its own retries: they call another service, and their failures are not retried by the policy.
        var options = new SecretClientOptions { RetryPolicy = new PollyRetryPolicy(TimeProvider.System) };
        var vault = new SecretClient(address.VaultUri, new DefaultAzureCredential(), options);
        KeyVaultSecret secret = await vault.GetSecretAsync(address.Name, address.Version, cancellationToken);
        return secret.Value;
    }
}
