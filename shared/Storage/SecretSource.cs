using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace IncDiv.Storage;

/// <summary>
/// Reads a secret from where a setting says it is: a Key Vault address (<c>https://{vault}/secrets/{name}[/{version}]</c>, opened with the
/// app's identity), a file (<c>file:/run/secrets/key</c>), or the setting itself.
/// </summary>
public static class SecretSource
{
    private const string FilePrefix = "file:";

    /// <exception cref="InvalidOperationException">The address or file cannot be used; the message says what to set and holds no secret.</exception>
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
            throw new InvalidOperationException("The Key Vault address of the secret is malformed. Write it like https://my-vault.vault.azure.net/secrets/pseudonym-key.");
        // The identity keeps its own tries: they go to another service, and what they end in is not tried again by the policy.
        var vault = new SecretClient(address.VaultUri, new DefaultAzureCredential(), new SecretClientOptions { RetryPolicy = new PollyRetryPolicy(TimeProvider.System) });
        KeyVaultSecret secret = await vault.GetSecretAsync(address.Name, address.Version, cancellationToken);
        return secret.Value;
    }
}
