using IncDiv.Contracts.PackDefinitions;
using Microsoft.Extensions.Options;

namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Second)]
public sealed class PackDeliveryTests(WorkflowsFixture fixture)
{
    private const string Link = "https://packs.example.org/packs/stride-quarterly/2016-17-Q4/edition-1/index.html";

    [Fact]
    public async Task A_published_pack_is_notified_once_with_a_link_and_without_a_figure()
    {
        await using MailServer server = await MailServer.StartAsync();
        Pipeline pipeline = await PublishedAsync(server.Address);
        await pipeline.Delivery.SendDueAsync(CancellationToken.None);
        await pipeline.Delivery.SendDueAsync(CancellationToken.None);

        ReceivedMail mail = Assert.Single(server.Mails);
        Assert.Equal(["sidu@example.org", "board@example.org"], mail.To);
        Assert.Equal("Inclusion and diversity performance, 2016-17-Q4, edition 1 is published", mail.Subject);
        string body = mail.Body;
        Assert.Contains(Link, body, StringComparison.Ordinal);
        Assert.DoesNotContain("%", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Black", body, StringComparison.Ordinal);
        Assert.Equal(["mail/pack/stride-quarterly/2016-17-Q4/1"], await pipeline.AuditAsync("notice sent"));
    }

    [Fact]
    public async Task A_server_that_is_busy_twice_still_gets_the_notice_once()
    {
        await using MailServer server = await MailServer.StartAsync(new MailRules(Messages: 2, Code: 451));
        Pipeline pipeline = await PublishedAsync(server.Address);
        await pipeline.Delivery.SendDueAsync(CancellationToken.None);

        Assert.Single(server.Mails);
        Assert.Empty(await pipeline.AuditAsync("notice failed"));
    }

    [Fact]
    public async Task A_refused_notice_fails_nothing_else_and_is_sent_at_the_next_run()
    {
        await using MailServer server = await MailServer.StartAsync(new MailRules(Messages: 1, Code: 554));
        Pipeline pipeline = await PublishedAsync(server.Address);
        await pipeline.Delivery.SendDueAsync(CancellationToken.None);
        Assert.Equal(["mail/pack/stride-quarterly/2016-17-Q4/1"], await pipeline.AuditAsync("notice failed"));
        Assert.Empty(await pipeline.AuditAsync("notice sent"));
        await pipeline.Delivery.SendDueAsync(CancellationToken.None);

        Assert.Single(server.Mails);
        Assert.Single(await pipeline.AuditAsync("notice sent"));
    }

    [Fact]
    public async Task Nothing_is_sent_without_settings()
    {
        Pipeline pipeline = await PublishedAsync(server: "");
        await pipeline.Delivery.SendDueAsync(CancellationToken.None);
        Assert.Empty(await pipeline.AuditAsync("notice sent"));
    }

    [Fact]
    public async Task The_steward_of_a_missing_feed_is_reminded_and_not_again_on_the_next_day()
    {
        await using MailServer server = await MailServer.StartAsync();
        string account = fixture.NewAccount();
        // Packs of the quarter are due on 30 April or later. No drop has been received.
        foreach (string today in (string[])["2017-04-23", "2017-04-24"])
        {
            Pipeline pipeline = await Pipeline.CreateAsync(account, [.. Settings(server.Address), ("MailSteward:pas", "survey@example.org")], today);
            await pipeline.Delivery.SendDueAsync(CancellationToken.None);
        }
        ReceivedMail mail = Assert.Single(server.Mails, m => m.To.Contains("survey@example.org") && m.Subject.Contains("2017-04-30", StringComparison.Ordinal));
        Assert.Contains("No drop of the feed pas for 2016-17-Q4", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_posted_the_link_and_is_tried_again_after_a_server_error()
    {
        using var listener = new HttpListener();
        string address = $"http://127.0.0.1:{FreePort()}/hook/";
        listener.Prefixes.Add(address);
        listener.Start();
        Task<string> posted = AnswerAsync(listener, [HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK]);
        Pipeline pipeline = await PublishedAsync(server: "", ("Webhook", address));
        await pipeline.Delivery.SendDueAsync(CancellationToken.None);

        Assert.Contains(Link, await posted, StringComparison.Ordinal);
        Assert.Equal(["webhook/pack/stride-quarterly/2016-17-Q4/1"], await pipeline.AuditAsync("notice sent"));
    }

    [Theory]
    [InlineData("2017-04-15", "")]
    [InlineData("2017-04-16", "14")]
    [InlineData("2017-04-22", "14")]
    [InlineData("2017-04-23", "7")]
    [InlineData("2017-04-29", "1")]
    [InlineData("2017-04-30", "1")]
    [InlineData("2017-05-01", "")]
    public void Reminders_are_sent_14_7_and_1_days_before_the_due_date(string today, string stages)
    {
        PackDefinition[] packs = [ContractSet.Embedded.Packs.Find("stride-quarterly")!];
        Notice[] notices =
        [
            .. NoticeRules.MissingFeeds(
                packs, new DeliveryOptions { MailTo = "sidu@example.org" }, DateOnly.ParseExact(today, "yyyy-MM-dd", null), (feed, _) => feed != "workforce"),
        ];
        string[] expected = stages.Length == 0 ? [] : [$"reminder/workforce/2016-17-Q4/2017-04-30/{stages}"];
        Assert.Equal(expected, notices.Select(n => n.Key));
    }

    [Fact]
    public void A_feed_that_was_received_gets_no_reminder() =>
        Assert.Empty(NoticeRules.MissingFeeds(ContractSet.Embedded.Packs.Packs, new DeliveryOptions(), new DateOnly(2017, 4, 23), (_, _) => true));

    [Theory]
    [InlineData("MailServer", "mail.example.org", "MailServer must be like smtps://mail.example.org:587, with the port.")]
    [InlineData("MailFrom", "nobody", "MailFrom must be an e-mail address.")]
    [InlineData("MailTo", "a@example.org; b", "MailTo must be one or more e-mail addresses with commas between.")]
    [InlineData("MailUser", "user", "MailUser needs a MailServer that begins with smtps: a password is not sent in the clear.")]
    [InlineData("MailSteward:pas", "x", "MailSteward__pas must be one or more e-mail addresses with commas between.")]
    [InlineData("Webhook", "http://example.org/hook", "Webhook must begin with https://.")]
    [InlineData("PackAddress", "", "PackAddress must be the address of the container packs, such as https://account.blob.core.windows.net/packs.")]
    public void A_malformed_setting_is_refused_with_a_sentence(string name, string value, string sentence)
    {
        (string Name, string Value)[] settings = [.. Settings("smtp://127.0.0.1:25").Where(s => s.Name != name), (name, value)];
        var pipeline = new Pipeline("UseDevelopmentStorage=true", settings: settings);
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => pipeline.DeliveryOptions);
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Settings(string server) =>
    [
        ("MailServer", server), ("MailFrom", "pipeline@example.org"),
        ("MailTo", "sidu@example.org, board@example.org"), ("PackAddress", "https://packs.example.org/packs"),
    ];

    private async Task<Pipeline> PublishedAsync(string server, params (string, string)[] more)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture.NewAccount(), [.. Settings(server), .. more], "2017-06-20", measures: Pipeline.FewMeasures);
        await pipeline.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 60));
        await pipeline.ComputeAsync();
        await pipeline.PublishAsync(Drops.Quarter);
        return pipeline;
    }

    private static async Task<string> AnswerAsync(HttpListener listener, HttpStatusCode[] answers)
    {
        string body = "";
        foreach (HttpStatusCode answer in answers)
        {
            HttpListenerContext context = await listener.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream);
            body = await reader.ReadToEndAsync();
            context.Response.StatusCode = (int)answer;
            context.Response.Close();
        }
        return body;
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
