using System.Net;
using System.Net.Http.Json;
using Polly;
using Polly.Timeout;

namespace IncDiv.Workflows.Notices;

/// <summary>Posts notices of packs to a webhook as a JSON object: <c>{ "notice", "subject", "link" }</c>.</summary>
internal sealed class WebhookChannel(IOptions<DeliveryOptions> options, TimeProvider time) : INoticeChannel, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) });

    private readonly ResiliencePipeline _retries = NoticeRetries.Create(time, new PredicateBuilder().Handle<HttpRequestException>(
        e => e.StatusCode is null or >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests));

    public string Name => "webhook";

    public bool Accepts(Notice notice) => options.Value.HasWebhook && notice.Link is not null;

    public async Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        try
        {
            await _retries.ExecuteAsync(async token => await SendOnceAsync(notice, token), cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new DeliveryException(e.StatusCode is { } status ? $"The webhook answered {status}." : "The webhook cannot be reached.", e);
        }
        catch (TimeoutRejectedException e)
        {
            throw new DeliveryException("The webhook did not answer in time.", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task SendOnceAsync(Notice notice, CancellationToken cancellationToken)
    {
        var body = new { notice = notice.Key, subject = notice.Subject, link = notice.Link };
        using HttpResponseMessage answer = await _client.PostAsJsonAsync(options.Value.Webhook, body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
