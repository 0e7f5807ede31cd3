using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using IncDiv.Storage.Secrets;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace IncDiv.Flows.Delivery;

/// <summary>E-mail over SMTP.</summary>
internal sealed class MailChannel(IOptions<DeliveryOptions> options, TimeProvider time) : INoticeChannel
{
    private static readonly SmtpStatusCode[] Passing =
    [
        SmtpStatusCode.GeneralFailure, SmtpStatusCode.ServiceNotAvailable, SmtpStatusCode.MailboxBusy, SmtpStatusCode.LocalErrorInProcessing, SmtpStatusCode.InsufficientStorage,
    ];

    private readonly ResiliencePipeline _retries = NoticeRetries.Of(time, new PredicateBuilder().Handle<SmtpException>(e => Passing.Contains(e.StatusCode)));

    public string Name => "mail";

    public bool Takes(Notice notice) => options.Value.HasMail && notice.To.Length > 0;

    public async Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        NetworkCredential? login = options.Value.MailUser.Length == 0
            ? null
            : new NetworkCredential(options.Value.MailUser, await SecretSource.ReadAsync(options.Value.MailPassword, cancellationToken));
        try
        {
            await _retries.ExecuteAsync(async token => await SendOnceAsync(notice, login, token), cancellationToken);
        }
        catch (SmtpException e)
        {
            throw new DeliveryException($"The mail server answered {e.StatusCode}.", e);
        }
        catch (TimeoutRejectedException e)
        {
            throw new DeliveryException("The mail server did not answer in time.", e);
        }
    }

    private async Task SendOnceAsync(Notice notice, NetworkCredential? login, CancellationToken cancellationToken)
    {
        var server = new Uri(options.Value.MailServer);
        using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.Scheme == "smtps", Credentials = login };
        using var message = new MailMessage { From = new MailAddress(options.Value.MailFrom), Subject = notice.Subject, SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8 };
        message.To.Add(notice.To);
        message.Body = notice.Link is null ? notice.Text : $"{notice.Text}\n\n{notice.Link}\n";
        // The same notice has the same id: where it is sent twice after a crash, readers see it once.
        message.Headers.Add("Message-ID", $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.Key)))[..32]}@{message.From.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        await client.SendMailAsync(message, cancellationToken);
    }
}
