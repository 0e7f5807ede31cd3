using Azure.Core.Pipeline;

namespace IncDiv.Storage.Tests;

public sealed class PollyRetryPolicyTests
{
    [Fact]
    public async Task A_call_that_the_service_could_not_answer_is_made_again()
    {
        using var service = new FlakyService(failures: 2);
        await Client(service).ExistsAsync();
        Assert.Equal(3, service.Calls);
    }

    [Fact]
    public async Task A_call_that_was_wrong_is_not_made_again()
    {
        using var service = new FlakyService(failures: 9, status: HttpStatusCode.Forbidden);
        await Assert.ThrowsAsync<Azure.RequestFailedException>(async () => await Client(service).ExistsAsync());
        Assert.Equal(1, service.Calls);
    }

    [Fact]
    public async Task A_blob_that_is_written_again_carries_its_body_again()
    {
        using var service = new FlakyService(failures: 2, good: HttpStatusCode.Created);
        await Client(service).GetBlobClient("a").UploadAsync(new BinaryData("body"));
        Assert.Equal(["body", "body", "body"], service.Bodies);
    }

    [Fact]
    public async Task A_row_that_is_written_again_carries_its_body_and_headers_again()
    {
        using var service = new FlakyService(failures: 2, good: HttpStatusCode.NoContent);
        var options =
            new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(service)), RetryPolicy = new PollyRetryPolicy(TimeProvider.System) };
        await new TableClient(new Uri("http://127.0.0.1:1/account"), "Drops", new TableSharedKeyCredential("account", "a2V5"), options)
            .UpsertEntityAsync(new TableEntity("p", "r") { ["Name"] = "value" }, TableUpdateMode.Replace);
        Assert.Equal(3, service.Calls);
        Assert.Single(service.Bodies.Distinct());
        Assert.Contains("value", service.Bodies[2], StringComparison.Ordinal);
        Assert.All(service.ContentTypes, t => Assert.Equal("application/json", t));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(3600, 30)]
    public async Task A_retry_after_header_is_respected_up_to_half_a_minute(int asked, int seconds)
    {
        var time = new SkippedPauses();
        using var service = new FlakyService(failures: 1, retryAfter: asked);
        await Client(service, time).ExistsAsync();
        Assert.Equal([TimeSpan.FromSeconds(seconds)], time.Pauses);
    }

    // The pauses have random jitter, so a hundred are drawn.
    [Fact]
    public async Task Retries_outlast_an_outage_of_20_seconds()
    {
        for (int draw = 0; draw < 100; draw++)
        {
            var time = new SkippedPauses();
            using var service = new FlakyService(failures: int.MaxValue, isBack: () => time.Skipped > TimeSpan.FromSeconds(20));
            await Client(service, time).ExistsAsync();
        }
    }

    [Fact]
    public async Task An_outage_of_an_hour_is_not_waited_for()
    {
        for (int draw = 0; draw < 100; draw++)
        {
            var time = new SkippedPauses();
            using var service = new FlakyService(failures: int.MaxValue);
            await Assert.ThrowsAsync<Azure.RequestFailedException>(async () => await Client(service, time).ExistsAsync());
            Assert.InRange(time.Skipped, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_service_that_never_answers_times_out_before_the_function()
    {
        var time = new SkippedPauses();
        // Each call takes as long as the SDK allows.
        using var service = new FlakyService(failures: int.MaxValue, status: HttpStatusCode.RequestTimeout, onCall: () => time.Skip(TimeSpan.FromSeconds(100)));
        await Assert.ThrowsAsync<Azure.RequestFailedException>(async () => await Client(service, time).ExistsAsync());
        Assert.InRange(time.Skipped, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_call_that_took_too_long_is_made_again()
    {
        using var service = new FlakyService(failures: 1, status: null);
        await Client(service, new SkippedPauses(), networkTimeout: TimeSpan.FromMilliseconds(50)).ExistsAsync();
        Assert.Equal(2, service.Calls);
    }

    [Fact]
    public async Task A_call_that_its_caller_cancelled_is_not_made_again()
    {
        using var caller = new CancellationTokenSource();
        using var service = new FlakyService(failures: 9, status: null, onCall: caller.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Client(service, new SkippedPauses()).ExistsAsync(caller.Token));
        Assert.Equal(1, service.Calls);
    }

    // The SDK resumes an interrupted download up to five times, which cannot be switched off. Each resumption is a separate call, and a call that
    // the policy gave up is not repeated by the SDK, so the two retry limits do not multiply.
    [Theory]
    [InlineData(true, 1 + 5)]
    [InlineData(false, 1 + 1 + 12)]
    public async Task An_interrupted_download_resumes_and_is_not_retried_by_both_policies(bool answersAfterwards, int calls)
    {
        using var service = new BrokenDownloads(answersAfterwards);
        await Assert.ThrowsAnyAsync<Exception>(async () => await Client(service, new SkippedPauses()).GetBlobClient("a").DownloadContentAsync());
        Assert.Equal(calls, service.Calls);
    }

    private static BlobContainerClient Client(HttpMessageHandler service, TimeProvider? time = null, TimeSpan? networkTimeout = null)
    {
        var options = new BlobClientOptions
        {
            Transport = new HttpClientTransport(new HttpClient(service)),
            RetryPolicy = new PollyRetryPolicy(time ?? TimeProvider.System),
        };
        options.Retry.NetworkTimeout = networkTimeout ?? options.Retry.NetworkTimeout;
        return new BlobContainerClient(new Uri("http://127.0.0.1:1/account/container"), options);
    }

    /// <param name="status">Status of the failures; null for no answer at all.</param>
    /// <param name="isBack">Says whether the service is available again; null if it is not before the failures are over.</param>
    private sealed class FlakyService(
        int failures, HttpStatusCode? status = HttpStatusCode.ServiceUnavailable, HttpStatusCode good = HttpStatusCode.OK,
        int? retryAfter = null, Action? onCall = null, Func<bool>? isBack = null) : HttpMessageHandler
    {
        public int Calls { get; private set; }

        public List<string> Bodies { get; } = [];

        public List<string?> ContentTypes { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            onCall?.Invoke();
            Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            ContentTypes.Add(request.Content?.Headers.ContentType?.MediaType);
            bool fails = Calls <= failures && isBack?.Invoke() != true;
            if (fails && status is null)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            var response = new HttpResponseMessage(fails ? status!.Value : good) { Content = new StringContent("") };
            response.Headers.ETag = new("\"1\"");
            response.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
            if (fails && retryAfter is { } seconds)
                response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            return response;
        }
    }

    /// <summary>Interrupts a download in the middle.</summary>
    /// <param name="answersAfterwards">Whether later calls get an answer.</param>
    private sealed class BrokenDownloads(bool answersAfterwards) : HttpMessageHandler
    {
        private const int Length = 10;

        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Calls++ > 0 && !answersAfterwards)
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("") });
            var response = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = new StreamContent(new BrokenStream()) };
            response.Content.Headers.ContentLength = Length;
            response.Content.Headers.ContentRange = new(0, Length - 1, Length);
            response.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
            response.Headers.ETag = new("\"1\"");
            return Task.FromResult(response);
        }

        private sealed class BrokenStream : MemoryStream
        {
            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
                throw new IOException("It broke off.");

            public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
                throw new IOException("It broke off.");
        }
    }

    /// <summary>Records every pause without waiting: the clock jumps ahead.</summary>
    private sealed class SkippedPauses : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public TimeSpan Skipped { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Skipped.Ticks;

        public void Skip(TimeSpan span) => Skipped += span;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            Skip(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
