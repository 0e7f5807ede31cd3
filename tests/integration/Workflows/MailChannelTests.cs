using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace IncDiv.Workflows.Tests;

public sealed class MailChannelTests
{
    private const string Password = "a password";

    // As many as NoticeRetries allows.
    private const int AllTries = 5;

    private static readonly Notice News = new(
        "pack/p/2016-17-Q4/1", "sidu@example.org, board@example.org", "A pack – out", "It is out.", new Uri("https://packs.example.org/p/index.html"));

    [Fact]
    public async Task A_notice_arrives_as_an_automatic_message_whose_id_is_always_the_same()
    {
        await using MailServer server = await MailServer.StartAsync();
        await SendAsync(server.Address);
        await SendAsync(server.Address);

        Assert.All(server.Mails, m => Assert.Equal(["sidu@example.org", "board@example.org"], m.To));
        Assert.Equal("A pack – out", server.Mails[0].Subject);
        Assert.Equal("It is out.\n\nhttps://packs.example.org/p/index.html", server.Mails[0].Body.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("auto-generated", server.Mails[0].Content.Headers["Auto-Submitted"]);
        Assert.EndsWith("@example.org", Assert.Single(server.Mails.Select(m => m.Content.MessageId).Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_uses_tls()
    {
        await using MailServer server = await MailServer.StartAsync(new MailRules(Password: Password));
        await SendAsync(server.Address, o => (o.MailUser, o.MailPassword) = ("user", Password));
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData(2, 451, 3)]
    [InlineData(4, 421, 5)]
    public async Task A_message_that_is_refused_temporarily_is_sent_again(int refusals, int code, int tries)
    {
        await using MailServer server = await MailServer.StartAsync(new MailRules(Messages: refusals, Code: code));
        await SendAsync(server.Address);
        Assert.Equal((1, tries), (server.Mails.Count, server.Tries));
    }

    [Theory]
    [InlineData(451, AllTries)]
    [InlineData(550, 1)]
    [InlineData(554, 1)]
    public async Task A_message_that_stays_refused_is_reported_with_its_status_code(int code, int tries)
    {
        await using MailServer server = await MailServer.StartAsync(new MailRules(Messages: 9, Code: code));
        Assert.Equal($"The mail server answered {code}.", await FailureAsync(server.Address));
        Assert.Equal(tries, server.Tries);
    }

    [Fact]
    public async Task An_address_that_is_refused_temporarily_is_tried_again_and_the_others_get_the_notice_once()
    {
        await using MailServer server = await MailServer.StartAsync(
            new MailRules(Recipients: new Dictionary<string, int> { ["board@example.org"] = 1 }, Code: 450));
        await SendAsync(server.Address);
        Assert.Equal(["sidu@example.org", "board@example.org"], server.Mails.Select(m => Assert.Single(m.To)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_address_that_is_refused_permanently_fails_the_notice_but_the_others_get_it(int refused)
    {
        string[] addresses = ["board@example.org", "sidu@example.org"];
        await using MailServer server = await MailServer.StartAsync(new MailRules(Recipients: addresses.Take(refused).ToDictionary(a => a, _ => 9), Code: 550));
        Assert.Equal("The mail server refused an address that the notice goes to (550).", await FailureAsync(server.Address));
        Assert.Equal(addresses.Skip(refused), server.Mails.SelectMany(m => m.To));
        Assert.Equal(1, server.Tries);
    }

    [Fact]
    public async Task An_unreachable_server_is_reported()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        string address = FormattableString.Invariant($"smtp://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
        probe.Stop();
        Assert.Equal("The mail server cannot be reached, or the connection broke.", await FailureAsync(address));
    }

    [Fact]
    public async Task A_server_without_tls_is_sent_neither_password_nor_message()
    {
        await using MailServer server = await MailServer.StartAsync();
        string failure = await FailureAsync(
            server.Address.Replace("smtp:", "smtps:", StringComparison.Ordinal),
            o => (o.MailUser, o.MailPassword) = ("user", Password));
        Assert.StartsWith("The mail server does not offer what is needed: STARTTLS", failure, StringComparison.Ordinal);
        Assert.Equal((0, 1), (server.Mails.Count, server.Tries));
    }

    [Fact]
    public async Task A_server_whose_certificate_is_not_trusted_is_sent_nothing()
    {
        await using MailServer server = await MailServer.StartAsync(new MailRules(Password: Password));
        string failure = await FailureAsync(server.Address, o => (o.MailUser, o.MailPassword) = ("user", Password), trusted: false);
        Assert.Equal("No TLS could be agreed with the mail server, or its certificate is not trusted.", failure);
        Assert.Equal((0, 1), (server.Mails.Count, server.Tries));
    }

    [Fact]
    public async Task A_refused_login_is_not_tried_again()
    {
        await using MailServer server = await MailServer.StartAsync(new MailRules(Password: Password));
        Assert.StartsWith(
            "The mail server refused the login",
            await FailureAsync(server.Address, o => (o.MailUser, o.MailPassword) = ("user", "another")),
            StringComparison.Ordinal);
        Assert.Equal(1, server.Tries);
    }

    [Fact]
    public async Task A_login_that_is_required_but_not_configured_is_reported()
    {
        await using MailServer server = await MailServer.StartAsync(new MailRules(Password: Password));
        Assert.Equal("The mail server asks for a login: set MailUser and MailPassword.", await FailureAsync(server.Address));
    }

    [Fact]
    public async Task A_password_that_cannot_be_read_is_reported_without_its_location()
    {
        string failure = await FailureAsync("smtps://127.0.0.1:1", o => (o.MailUser, o.MailPassword) = ("user", "file:/no/such/file"));
        Assert.Equal("The password of the mail server cannot be read from the place that MailPassword names.", failure);
    }

    [Theory]
    [InlineData("The mail server broke off, or did not answer as SMTP says.", AllTries)]
    [InlineData("The mail server broke off, or did not answer as SMTP says.", AllTries, "220 ready", "250 hello", "250 sender")]
    [InlineData("The mail server broke off, or did not answer as SMTP says.", AllTries, "HTTP/1.1 400 Bad Request")]
    [InlineData("The mail server answered 421.", AllTries, "421 too busy")]
    [InlineData("The mail server answered 554.", 1, "554 go away")]
    [InlineData("The mail server refused the sender MailFrom (550).", 1, "220 ready", "250 hello", "550 who?")]
    public async Task A_server_that_hangs_up_or_sends_invalid_answers_is_reported(string sentence, int tries, params string[] lines)
    {
        await using var server = new ScriptedServer(lines);
        Assert.Equal(sentence, await FailureAsync(server.Address));
        Assert.Equal(tries, server.Tries);
    }

    [Fact]
    public async Task A_server_that_never_answers_times_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        MailChannel channel = Channel(FormattableString.Invariant($"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), time: new ShortTimeouts());
        DeliveryException failure = await Assert.ThrowsAsync<DeliveryException>(() => channel.SendAsync(News, CancellationToken.None));
        Assert.Equal("The mail server did not answer in time.", failure.Message);
    }

    [Fact]
    public async Task A_cancelled_call_is_not_reported_as_a_server_failure()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var caller = new CancellationTokenSource();
        Task sending = Channel(FormattableString.Invariant($"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")).SendAsync(News, caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static Task SendAsync(string server, Action<DeliveryOptions>? set = null) => Channel(server, set).SendAsync(News, CancellationToken.None);

    private static async Task<string> FailureAsync(string server, Action<DeliveryOptions>? set = null, bool trusted = true)
    {
        DeliveryException failure = await Assert.ThrowsAsync<DeliveryException>(() => Channel(server, set, trusted).SendAsync(News, CancellationToken.None));
        Assert.DoesNotContain("@", failure.Message, StringComparison.Ordinal);
        return failure.Message;
    }

    private static MailChannel Channel(string server, Action<DeliveryOptions>? set = null, bool trusted = true, TimeProvider? time = null)
    {
        var options = new DeliveryOptions { MailServer = server, MailFrom = "pipeline@example.org" };
        set?.Invoke(options);
        return new MailChannel(Options.Create(options), time ?? new FastTime())
        {
            CertificateCheck = trusted ? (_, certificate, _, _) => certificate?.Subject == MailServer.CertificateName : null,
        };
    }

    /// <summary>The real clock with pauses and time-outs a hundred times as fast. Time-outs set their timer after creating it.</summary>
    private sealed class ShortTimeouts : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new ShortTimer(base.CreateTimer(callback, state, Shorter(dueTime), period));

        private static TimeSpan Shorter(TimeSpan span) => span > TimeSpan.Zero ? span / 100 : span;

        private sealed class ShortTimer(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Shorter(dueTime), period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
