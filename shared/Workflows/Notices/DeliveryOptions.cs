using System.ComponentModel.DataAnnotations;

namespace IncDiv.Workflows.Notices;

/// <summary>Who is notified of packs and missing feeds, and how. Without these settings no notice is sent. Names and meanings: README, "Settings".</summary>
public sealed class DeliveryOptions : IValidatableObject
{
    /// <summary><c>smtps://host:587</c> (STARTTLS) or <c>smtp://host:25</c>; if empty, no e-mail is sent.</summary>
    public string MailServer { get; set; } = "";

    public string MailUser { get; set; } = "";

    /// <summary>The password, or its location: a file or a Key Vault address.</summary>
    public string MailPassword { get; set; } = "";

    public string MailFrom { get; set; } = "";

    /// <summary>Addresses, separated by commas, that are notified of packs and of missing feeds without a steward.</summary>
    public string MailTo { get; set; } = "";

    /// <summary>Stewards by feed, from <c>MailSteward__{feed}</c>, where <c>_</c> replaces <c>-</c>: names of settings cannot hold a hyphen on Linux.</summary>
    public Dictionary<string, string> MailSteward { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Address to which a small JSON object is posted for each published pack; empty for none.</summary>
    public string Webhook { get; set; } = "";

    /// <summary>Address at which readers find the container <c>packs</c>; links begin with it.</summary>
    public string PackAddress { get; set; } = "";

    internal bool HasMail => MailServer.Length > 0;

    internal bool HasWebhook => Webhook.Length > 0;

    /// <summary>The addresses that are reminded of a missing feed.</summary>
    internal string StewardsOf(string feed) =>
        new[] { feed, feed.Replace('-', '_') }.Select(key => MailSteward.GetValueOrDefault(key)).FirstOrDefault(to => !string.IsNullOrEmpty(to)) ?? MailTo;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HasMail && !(Uri.TryCreate(MailServer, UriKind.Absolute, out Uri? server) && server.Scheme is "smtp" or "smtps" && server.Port > 0))
            yield return new ValidationResult("MailServer must be like smtps://mail.example.org:587, with the port.");
        if (HasMail && MailUser.Length > 0 && !MailServer.StartsWith("smtps:", StringComparison.Ordinal))
            yield return new ValidationResult("MailUser needs a MailServer that begins with smtps: a password is not sent in the clear.");
        if (HasMail && !(MailAddresses.AreValid(MailFrom) && MailAddresses.Parse(MailFrom).Count == 1))
            yield return new ValidationResult("MailFrom must be an e-mail address.");
        if (HasMail && !MailAddresses.AreValid(MailTo))
            yield return new ValidationResult("MailTo must be one or more e-mail addresses with commas between.");
        foreach ((string feed, string address) in MailSteward.Where(s => !string.IsNullOrEmpty(s.Value)))
            if (!MailAddresses.AreValid(address))
                yield return new ValidationResult($"MailSteward__{feed.Replace('_', '-')} must be one or more e-mail addresses with commas between.");
        if (HasWebhook
            && !(Uri.TryCreate(Webhook, UriKind.Absolute, out Uri? hook) && (hook.Scheme == "https" || hook is { Scheme: "http", IsLoopback: true })))
            yield return new ValidationResult("Webhook must begin with https://.");
        if ((HasMail || HasWebhook) && !(Uri.TryCreate(PackAddress, UriKind.Absolute, out Uri? packs) && packs.Scheme is "https" or "http"))
            yield return new ValidationResult("PackAddress must be the address of the container packs, such as https://account.blob.core.windows.net/packs.");
    }
}
