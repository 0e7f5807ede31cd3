using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace IncDiv.Workflows.Tests;

/// <summary>A message that the server accepted, with the recipients of its envelope.</summary>
internal sealed record ReceivedMail(IReadOnlyList<string> To, MimeMessage Content)
{
    public string Subject => Content.Subject ?? "";

    public string Body => Content.TextBody ?? "";
}

/// <summary>The refusals of a mail server.</summary>
/// <param name="Messages">How many messages it refuses before it accepts one.</param>
/// <param name="Recipients">How often it refuses an address before it accepts it.</param>
/// <param name="Code">SMTP status of a refusal: 4xx is temporary, 5xx permanent.</param>
/// <param name="Password">The password that it requires, over TLS only; null if it requires none and offers no TLS.</param>
internal sealed record MailRules(int Messages = 0, IReadOnlyDictionary<string, int>? Recipients = null, int Code = 451, string? Password = null);

/// <summary>A real SMTP server in this process, on a free loopback port. Disposing it stops it.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string CertificateName = "CN=localhost";

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly Dictionary<string, int> _refusals;
    private readonly MailRules _rules;
    private readonly Task _running;
    private int _messagesToRefuse;
    private int _tries;

    private MailServer(MailRules rules)
    {
        _rules = rules;
        _messagesToRefuse = rules.Messages;
        _refusals = new Dictionary<string, int>(rules.Recipients ?? new Dictionary<string, int>());
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").MaxAuthenticationAttempts(5).Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0));
            if (rules.Password is not null)
                endpoint.Certificate(Certificate()).AuthenticationRequired().AllowUnsecureAuthentication(false);
        }).Build();
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => _port.TrySetResult(((IPEndPoint)started.LocalEndPoint).Port);
        var services = new ServiceProvider();
        services.Add((IEndpointListenerFactory)listeners);
        services.Add(new Store(this));
        services.Add(new Filter(this));
        services.Add(new DelegatingUserAuthenticator((_, password) => password == rules.Password));
        var server = new SmtpServer.SmtpServer(options, services);
        server.SessionCreated += (_, _) => Interlocked.Increment(ref _tries);
        _running = server.StartAsync(_stop.Token);
    }

    /// <summary><c>smtp://127.0.0.1:port</c>; with a password <c>smtps</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Number of connections.</summary>
    public int Tries => _tries;

    /// <summary>Every message that it accepted.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    public static async Task<MailServer> StartAsync(MailRules? rules = null)
    {
        var server = new MailServer(rules ?? new MailRules());
        int port = await server._port.Task.WaitAsync(TimeSpan.FromSeconds(30));
        server.Address = string.Create(CultureInfo.InvariantCulture, $"{(rules?.Password is null ? "smtp" : "smtps")}://127.0.0.1:{port}");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private SmtpResponse Refusal => new((SmtpReplyCode)_rules.Code, "Not now");

    // Only a test that asks for it trusts this certificate.
    private static X509Certificate2 Certificate()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest(CertificateName, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Store(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (server._messagesToRefuse-- > 0)
                return server.Refusal;
            using var content = new MemoryStream(buffer.ToArray());
            server._mails.Enqueue(
                new ReceivedMail([.. transaction.To.Select(t => $"{t.User}@{t.Host}")], await MimeMessage.LoadAsync(content, cancellationToken)));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Filter(MailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context, SmtpServer.Mail.IMailbox to, SmtpServer.Mail.IMailbox from, CancellationToken cancellationToken)
        {
            string address = $"{to.User}@{to.Host}";
            if (!server._refusals.TryGetValue(address, out int left) || left == 0)
                return Task.FromResult(true);
            server._refusals[address] = left - 1;
            throw new SmtpResponseException(server.Refusal);
        }
    }
}
