using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Polly.Timeout;

namespace IncDiv.Workflows.Notices;

/// <summary>Classifies and describes failures of the mail server or the connection to it.</summary>
internal static class MailFault
{
    /// <summary>Whether a retry may succeed: after an answer 4xx, or a connection that failed or broke.</summary>
    public static bool IsTransient(Exception fault) => fault switch
    {
        SmtpCommandException answer => (int)answer.StatusCode is >= 400 and < 500,
        AuthenticationException { InnerException: SmtpCommandException answer } => IsTransient(answer),
        // An untrusted certificate is permanent; a connection that broke during the TLS handshake is not.
        SslHandshakeException handshake => handshake.InnerException is IOException or SocketException,
        ProtocolException or ServiceNotConnectedException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Describes the fault without addresses. Server texts often hold addresses, so only the status code is included.</summary>
    public static string Describe(Exception fault) => fault switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } answer =>
            $"The mail server refused an address that the notice goes to ({Number(answer)}).",
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } answer => $"The mail server refused the sender MailFrom ({Number(answer)}).",
        SmtpCommandException answer => $"The mail server answered {Number(answer)}.",
        AuthenticationException { InnerException: SmtpCommandException answer } => $"The mail server refused the login ({Number(answer)}).",
        AuthenticationException or SaslException => "The mail server refused the login.",
        ServiceNotAuthenticatedException => "The mail server asks for a login: set MailUser and MailPassword.",
        SslHandshakeException => "No TLS could be agreed with the mail server, or its certificate is not trusted.",
        NotSupportedException =>
            "The mail server does not offer what is needed: STARTTLS where MailServer begins with smtps, a login where MailUser is set, "
            + "or SMTPUTF8 for an address that is not ASCII.",
        ProtocolException => "The mail server broke off, or did not answer as SMTP says.",
        TimeoutRejectedException or TimeoutException => "The mail server did not answer in time.",
        SocketException or IOException or ServiceNotConnectedException => "The mail server cannot be reached, or the connection broke.",
        _ => $"The notice could not be sent: {fault.GetType().Name}.",
    };

    private static string Number(SmtpCommandException answer) => FormattableString.Invariant($"{(int)answer.StatusCode}");
}

/// <summary>E-mail addresses in settings.</summary>
internal static class MailAddresses
{
    private static readonly ParserOptions Strict = new() { AddressParserComplianceMode = RfcComplianceMode.Strict, AllowAddressesWithoutDomain = false };

    /// <summary>Whether the text is one or more addresses, separated by commas. Groups are not allowed.</summary>
    public static bool AreValid(string text) =>
        InternetAddressList.TryParse(Strict, text, out InternetAddressList? list)
        && list.Count > 0 && list.All(a => a is MailboxAddress { Domain.Length: > 0 });

    public static IReadOnlyList<MailboxAddress> Parse(string text) => [.. InternetAddressList.Parse(Strict, text).Mailboxes];
}
