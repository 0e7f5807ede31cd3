using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Polly;

namespace IncDiv.Workflows.Notices;

/// <summary>Sends notices by e-mail over SMTP.</summary>
internal sealed class MailChannel(IOptions<DeliveryOptions> options, TimeProvider time) : INoticeChannel
{
    private readonly ResiliencePipeline _retries = NoticeRetries.Create(time, new PredicateBuilder().Handle<Exception>(MailFault.IsTransient));

    public string Name => "mail";

    /// <summary>Checks the server's certificate; null for the system's rules. Tests use it to trust their own server.</summary>
    internal RemoteCertificateValidationCallback? CertificateCheck { get; init; }

    public bool Accepts(Notice notice) => options.Value.HasMail && notice.To.Length > 0;

    public async Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        try
        {
            NetworkCredential? login = options.Value.MailUser.Length == 0
                ? null
                : new NetworkCredential(options.Value.MailUser, await PasswordAsync(cancellationToken));
            using MimeMessage message = Write(notice);
            // A retry sends the message only to the recipients that do not have it yet.
            HashSet<MailboxAddress> pending = [.. message.To.Mailboxes];
            await _retries.ExecuteAsync(async token => await SendOnceAsync(message, pending, login, token), cancellationToken);
        }
        catch (Exception e) when (e is not DeliveryException && !cancellationToken.IsCancellationRequested)
        {
            // MailKit throws many exception types, and one failed notice must not stop the others.
            throw new DeliveryException(MailFault.Describe(e), e);
        }
    }

    private async Task<string> PasswordAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SecretSource.ReadAsync(options.Value.MailPassword, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException("The password of the mail server cannot be read from the place that MailPassword names.", e);
        }
    }

    private MimeMessage Write(Notice notice)
    {
        MailboxAddress from = MailAddresses.Parse(options.Value.MailFrom)[0];
        string text = notice.Link is null ? notice.Text : $"{notice.Text}\n\n{notice.Link}\n";
        var message = new MimeMessage([from], MailAddresses.Parse(notice.To), notice.Subject, new TextPart("plain") { Text = text })
        {
            Date = time.GetUtcNow(),
            // A notice always has the same id, so a mail client shows it once even if it is sent twice after a crash.
            MessageId = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.Key)))[..32]}@{from.Domain}",
        };
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private async Task SendOnceAsync(MimeMessage message, HashSet<MailboxAddress> pending, NetworkCredential? login, CancellationToken cancellationToken)
    {
        var server = new Uri(options.Value.MailServer);
        // HttpClient does not check revocation either: the revocation list of an internal authority is often unreachable.
        using var client = new NoticeClient { ServerCertificateValidationCallback = CertificateCheck, CheckCertificateRevocation = false };
        SecureSocketOptions security = server.Scheme == "smtps" ? SecureSocketOptions.StartTls : SecureSocketOptions.None;
        await client.ConnectAsync(server.Host, server.Port, security, cancellationToken);
        if (login is not null)
            await client.AuthenticateAsync(login, cancellationToken);
        await client.SendAsync(message, message.From.Mailboxes.First(), pending.ToArray(), cancellationToken);
        pending.ExceptWith(client.Accepted);
        await client.DisconnectAsync(quit: true, cancellationToken);
        if (client.Refusal is { } refusal)
            throw refusal;
    }
}

/// <summary>An SMTP client for one message. If the server refuses an address, the message is still sent to the others.</summary>
internal sealed class NoticeClient : SmtpClient
{
    private readonly List<MailboxAddress> _accepted = [];

    public IReadOnlyList<MailboxAddress> Accepted => _accepted;

    /// <summary>The refusal of an address; if there are several, preferably a transient one.</summary>
    public SmtpCommandException? Refusal { get; private set; }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _accepted.Add(mailbox);

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        var refusal = new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, response.StatusCode, mailbox, response.Response);
        if (Refusal is null || MailFault.IsTransient(refusal))
            Refusal = refusal;
    }

    protected override void OnNoRecipientsAccepted(MimeMessage message) => throw Refusal!;
}
