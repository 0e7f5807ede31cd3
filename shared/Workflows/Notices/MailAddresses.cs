using MimeKit;

namespace IncDiv.Workflows.Notices;

/// <summary>E-mail addresses in settings.</summary>
internal static class MailAddresses
{
    private static readonly ParserOptions Strict = new() { AddressParserComplianceMode = RfcComplianceMode.Strict, AllowAddressesWithoutDomain = false };

    /// <summary>Whether this is one or more addresses with commas between; a group is none.</summary>
    public static bool Are(string text) =>
        InternetAddressList.TryParse(Strict, text, out InternetAddressList? list) && list.Count > 0 && list.All(a => a is MailboxAddress { Domain.Length: > 0 });

    public static IReadOnlyList<MailboxAddress> Parse(string text) => [.. InternetAddressList.Parse(Strict, text).Mailboxes];
}
