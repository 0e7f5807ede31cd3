using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace IncDiv.Workflows;

/// <summary>The settings of the pipeline, validated at start-up. Names and meanings: README, "Settings".</summary>
public sealed class PipelineOptions : IValidatableObject
{
    private const string StorageSetting = "PipelineStorage";

    /// <summary>A connection string (emulator), or null if <see cref="Services"/> is used.</summary>
    internal string? ConnectionString { get; private set; }

    /// <summary>The addresses <c>PipelineStorage__…ServiceUri</c>.</summary>
    [ConfigurationKeyName(StorageSetting)]
    public ServiceAddresses Services { get; set; } = new();

    /// <summary>A folder with the contracts to use; empty for those of this build.</summary>
    public string? Contracts { get; set; }

    [Required(ErrorMessage = "PseudonymKey is not set. Give 32 random bytes in base64, a file (file:/path) or a Key Vault address "
        + "(https://VAULT.vault.azure.net/secrets/NAME).")]
    public string PseudonymKey { get; set; } = "";

    [Required(ErrorMessage = "PseudonymKeyId is not set. Give the key's version, such as 1.")]
    public string PseudonymKeyId { get; set; } = "1";

    /// <summary>The previous key, while a quarter holds pseudonyms of both keys; otherwise empty.</summary>
    public string? PreviousPseudonymKey { get; set; }

    public string? PreviousPseudonymKeyId { get; set; }

    /// <summary>Older keys, as <c>id=key</c> or <c>id=location</c>, separated by spaces. They are needed only to erase people from old data.</summary>
    public string? RetiredPseudonymKeys { get; set; }

    /// <summary>The date to use as today, <c>yyyy-MM-dd</c>, for rehearsals and reruns; empty for the real date.</summary>
    [RegularExpression(@"\d{4}-\d{2}-\d{2}", ErrorMessage = "AsOf must be a day like 2017-05-02.")]
    public string? AsOf { get; set; }

    internal StorageOptions Storage => new(ConnectionString, Services.BlobServiceUri, Services.TableServiceUri);

    // Bound by hand: the setting is a text on the emulator and a section in Azure, and the binder refuses a section where it expects a text.
    internal void BindConnection(IConfiguration configuration) => ConnectionString = configuration[StorageSetting];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach ((string name, Uri? address) in new[] { ("blob", Services.BlobServiceUri), ("table", Services.TableServiceUri) })
            if (address is { IsAbsoluteUri: false })
                yield return new ValidationResult($"{StorageSetting}__{name}ServiceUri must be an address like https://account.{name}.core.windows.net.");
    }

    /// <summary>Addresses of storage services, which the app opens with its own identity.</summary>
    public sealed class ServiceAddresses
    {
        public Uri? BlobServiceUri { get; set; }

        public Uri? TableServiceUri { get; set; }
    }
}

/// <summary>The settings that are whole numbers.</summary>
public sealed class PipelineLimits
{
    /// <summary>The minimum number of people who share their characteristics in BI microdata (k).</summary>
    [Range(2, 1000, ErrorMessage = "SmallestClass must be from 2 to 1000.")]
    public int SmallestClass { get; set; } = 10;

    /// <summary>How long raw and quarantined drops are kept, in days.</summary>
    [Range(1, 3650, ErrorMessage = "RetentionDays must be from 1 to 3650.")]
    public int RetentionDays { get; set; } = 30;

    /// <summary>How long a drop may wait for its event before reconciliation ingests it, in minutes.</summary>
    [Range(0, 1440, ErrorMessage = "EventsTakeMinutes must be from 0 to 1440.")]
    public int EventsTakeMinutes { get; set; } = 10;

    // Bound by hand: the binder refuses an empty number, which means the default, and does not say which numbers are allowed.
    internal void Bind(IConfiguration configuration)
    {
        SmallestClass = WholeNumber(configuration[nameof(SmallestClass)], SmallestClass);
        RetentionDays = WholeNumber(configuration[nameof(RetentionDays)], RetentionDays);
        EventsTakeMinutes = WholeNumber(configuration[nameof(EventsTakeMinutes)], EventsTakeMinutes);
    }

    // Text that is not a whole number becomes one that the range checks reject.
    private static int WholeNumber(string? text, int defaultValue) => string.IsNullOrEmpty(text)
        ? defaultValue
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
