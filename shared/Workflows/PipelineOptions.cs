using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace IncDiv.Workflows;

/// <summary>The settings of the pipeline, checked at start. Names and meanings: README, "Settings".</summary>
public sealed class PipelineOptions
{
    /// <summary>A connection string (emulator), or null where <c>PipelineStorage__…ServiceUri</c> are set.</summary>
    public string? PipelineStorage { get; set; }

    public Uri? BlobServiceUri { get; set; }

    public Uri? TableServiceUri { get; set; }

    [Required(ErrorMessage = "PseudonymKey is not set. Give 32 random bytes in base64, a file (file:/path) or a Key Vault address (https://VAULT.vault.azure.net/secrets/NAME).")]
    public string PseudonymKey { get; set; } = "";

    [Required(ErrorMessage = "PseudonymKeyId is not set. Give the key's version, such as 1.")]
    public string PseudonymKeyId { get; set; } = "1";

    /// <summary>The key before the present one, while a quarter holds pseudonyms of both; else empty.</summary>
    public string? PreviousPseudonymKey { get; set; }

    public string? PreviousPseudonymKeyId { get; set; }

    /// <summary>Keys before that, as <c>id=key</c> or <c>id=where it is</c> with blanks between; only for erasing people from data of their time.</summary>
    public string? RetiredPseudonymKeys { get; set; }

    /// <summary>Fewest people who share their characteristics in BI microdata (k).</summary>
    [Range(2, 1000, ErrorMessage = "SmallestClass must be from 2 to 1000.")]
    public int SmallestClass { get; set; } = 10;

    /// <summary>How long raw drops are kept after acceptance, and quarantined ones, in days.</summary>
    [Range(1, 3650, ErrorMessage = "RetentionDays must be from 1 to 3650.")]
    public int RetentionDays { get; set; } = 30;

    /// <summary>How long a drop may wait for its own event before reconciliation takes it in, in minutes.</summary>
    [Range(0, 1440, ErrorMessage = "EventsTakeMinutes must be from 0 to 1440.")]
    public int EventsTakeMinutes { get; set; } = 10;

    /// <summary>The day that counts as today, <c>yyyy-MM-dd</c>; empty for the real one. For rehearsals and reruns.</summary>
    [RegularExpression(@"\d{4}-\d{2}-\d{2}", ErrorMessage = "AsOf must be a day like 2017-05-02.")]
    public string? AsOf { get; set; }

    internal StorageOptions Storage => new() { ConnectionString = PipelineStorage, BlobServiceUri = BlobServiceUri, TableServiceUri = TableServiceUri };

    internal static void Bind(PipelineOptions options, IConfiguration configuration)
    {
        options.PipelineStorage = configuration["PipelineStorage"];
        options.BlobServiceUri = Address(configuration["PipelineStorage:blobServiceUri"]);
        options.TableServiceUri = Address(configuration["PipelineStorage:tableServiceUri"]);
        options.PseudonymKey = configuration["PseudonymKey"] ?? "";
        options.PseudonymKeyId = configuration["PseudonymKeyId"] ?? options.PseudonymKeyId;
        options.PreviousPseudonymKey = configuration["PreviousPseudonymKey"];
        options.PreviousPseudonymKeyId = configuration["PreviousPseudonymKeyId"];
        options.RetiredPseudonymKeys = configuration["RetiredPseudonymKeys"];
        options.RetentionDays = Whole(configuration["RetentionDays"], options.RetentionDays);
        options.SmallestClass = Whole(configuration["SmallestClass"], options.SmallestClass);
        options.EventsTakeMinutes = Whole(configuration["EventsTakeMinutes"], options.EventsTakeMinutes);
        options.AsOf = configuration["AsOf"];
    }

    /// <summary>Today, or the day that counts as today.</summary>
    internal DateOnly Today(TimeProvider time) => string.IsNullOrEmpty(AsOf)
        ? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)
        : DateOnly.ParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    // What is not a whole number becomes 0, which the ranges refuse with their sentence.
    private static int Whole(string? text, int otherwise) => string.IsNullOrEmpty(text)
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static Uri? Address(string? text) => string.IsNullOrEmpty(text) ? null : new Uri(text, UriKind.Absolute);
}
