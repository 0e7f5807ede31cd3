using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace IncDiv.Cli;

/// <summary>The pseudonym keys from the environment, for commands that work without storage or that start the app.</summary>
internal static class KeySettings
{
    private const string DevelopmentKeyNotice = "PseudonymKey is not set: this run uses a new development key, which is not kept.";
    private const string DevelopmentKeyId = "development";

    /// <summary>Settings with a new key for an app that runs once; empty if the environment has a key.</summary>
    public static Dictionary<string, string> ForOneRun()
    {
        if (Setting("PseudonymKey") is not null)
            return [];
        Progress.Say(DevelopmentKeyNotice);
        return new Dictionary<string, string> { ["PseudonymKey"] = NewKey(), ["PseudonymKeyId"] = DevelopmentKeyId };
    }

    /// <summary>Checks every key in the way the functions app reads it. A missing PseudonymKey is valid, because a run then creates a key.</summary>
    /// <exception cref="UsageException">A key, its id or its location is malformed.</exception>
    public static Task CheckAsync(CancellationToken cancellationToken) => ReadAsync(new PipelineOptions
    {
        PreviousPseudonymKey = Setting("PreviousPseudonymKey"),
        PreviousPseudonymKeyId = Setting("PreviousPseudonymKeyId"),
        RetiredPseudonymKeys = Setting("RetiredPseudonymKeys"),
    }, cancellationToken);

    /// <summary>The current key, or a new key for this run only if none is set.</summary>
    /// <exception cref="UsageException">The key, its id or its location is malformed.</exception>
    public static async Task<PseudonymKey> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Setting("PseudonymKey") is null)
            Progress.Say(DevelopmentKeyNotice);
        return (await ReadAsync(new PipelineOptions(), cancellationToken)).Current;
    }

    private static async Task<PseudonymKeys> ReadAsync(PipelineOptions options, CancellationToken cancellationToken)
    {
        bool isSet = Setting("PseudonymKey") is not null;
        options.PseudonymKey = Setting("PseudonymKey") ?? NewKey();
        options.PseudonymKeyId = isSet ? Environment.GetEnvironmentVariable("PseudonymKeyId") ?? options.PseudonymKeyId : DevelopmentKeyId;
        var keys = new PseudonymKeys(Options.Create(options));
        try
        {
            await keys.ReadAsync(cancellationToken);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new UsageException(e.Message, e);
        }
        return keys;
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
