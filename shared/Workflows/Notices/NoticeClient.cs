using MailKit.Net.Smtp;
using MimeKit;

namespace IncDiv.Workflows.Notices;

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
