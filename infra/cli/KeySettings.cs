using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace IncDiv.Cli;

/// <summary>The pseudonym keys that the environment names, for commands that work without storage or that start the app.</summary>
internal static class KeySettings
{
    private const string DevelopmentKeyMade = "PseudonymKey is not set: a development key was made for this run only.";
    private const string DevelopmentKeyId = "development";

    /// <summary>A new key as settings for an app that runs once, and none where the environment has one.</summary>
    public static Dictionary<string, string> ForOneRun()
    {
        if (Setting("PseudonymKey") is not null)
            return [];
        Progress.Say(DevelopmentKeyMade);
        return new Dictionary<string, string> { ["PseudonymKey"] = NewKey(), ["PseudonymKeyId"] = DevelopmentKeyId };
    }

    /// <summary>Reads every key as the functions app will, and keeps none. No PseudonymKey at all is nothing wrong: a run makes one.</summary>
    /// <exception cref="UsageException">A key, its id or where it is, is malformed.</exception>
    public static Task CheckAsync(CancellationToken cancellationToken) => ReadAsync(new PipelineOptions
    {
        PreviousPseudonymKey = Setting("PreviousPseudonymKey"),
        PreviousPseudonymKeyId = Setting("PreviousPseudonymKeyId"),
        RetiredPseudonymKeys = Setting("RetiredPseudonymKeys"),
    }, cancellationToken);

    /// <summary>The present key; a new one, for this run only, where none is set.</summary>
    /// <exception cref="UsageException">It, its id or where it is, is malformed.</exception>
    public static async Task<PseudonymKey> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Setting("PseudonymKey") is null)
            Progress.Say(DevelopmentKeyMade);
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
