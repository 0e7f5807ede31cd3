using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IncDiv.Host.Http;

namespace IncDiv.Local;

/// <summary>Notifies a functions app of new blobs, as Event Grid does in Azure; the emulator has no Event Grid. It lists the containers and posts an event for
/// each new version of a blob to the app's webhook, at least once. Core Tools need no key; the host of this repository answers 401 without one. Only one
/// watcher at a time serves a storage account. Disposing it waits up to five seconds for the answer to an event that is on its way: an
/// event without an answer is posted again.</summary>
public sealed class BlobEventWatcher : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250), LastAnswer = TimeSpan.FromSeconds(5);

    private readonly BlobServiceClient _storage;
    private readonly WatcherState _state;
    private readonly IReadOnlyList<BlobSubscription> _subscriptions;
    private readonly HttpClient _http;
    private readonly Func<CancellationToken, Task<HostKeys?>> _findKeys;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _stopping = new(), _posting = new();
    private HostKeys? _keys;
    private bool _isDelayed;

    private BlobEventWatcher(
        BlobServiceClient storage, WatcherState state, IReadOnlyList<BlobSubscription> subscriptions, Uri app,
        Func<CancellationToken, Task<HostKeys?>> findKeys, Action<string> log)
    {
        (_storage, _state, _subscriptions, _findKeys, _log) = (storage, state, subscriptions, findKeys, log);
        _http = new HttpClient { BaseAddress = app };
        _http.DefaultRequestHeaders.Add("aeg-event-type", "Notification");
        Watching = Task.Run(WatchAsync);
    }

    /// <summary>Completes when the watcher is disposed; fails when it cannot continue.</summary>
    public Task Watching { get; }

    /// <param name="appFolder">The built app. Its blob triggers determine which blobs are watched.</param>
    /// <param name="app">Address of the app, such as <c>http://127.0.0.1:7071/</c>.</param>
    /// <param name="storage">Connection string of the account with the blobs.</param>
    /// <param name="hostStorage">Connection string of the host's account, where its keys are.</param>
    /// <param name="hostId">The app's name in the host's account.</param>
    /// <param name="log">Receives a message when events cannot be delivered. It never holds the name of a blob.</param>
    /// <exception cref="LocalMachineException">Another watcher serves the account.</exception>
    public static async Task<BlobEventWatcher> StartAsync(
        string appFolder, Uri app, string storage, string hostStorage, string hostId, Action<string> log, CancellationToken cancellationToken)
    {
        IReadOnlyList<BlobSubscription> subscriptions = BlobSubscription.ReadFrom(appFolder);
        var account = new BlobServiceClient(storage, new BlobClientOptions { Retry = { MaxRetries = 2 } });
        WatcherState state = await WatcherState.AcquireAsync(account, cancellationToken);
        return new BlobEventWatcher(account, state, subscriptions, app, token => HostKeys.FindAsync(hostStorage, hostId, token), log);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _posting.CancelAfter(LastAnswer);
        await Watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stopping.Dispose();
        _posting.Dispose();
        await _state.DisposeAsync();
    }

    private async Task WatchAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await PassAsync(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or AggregateException
                or RequestFailedException { Status: 0 or >= 500 })
            {
                // The next pass posts the remaining events.
                ReportDelay(e is HttpRequestException or TaskCanceledException ? "the app does not answer" : "the storage does not answer");
            }
            await Task.Delay(Pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool isComplete = true;
        foreach (IGrouping<string, BlobSubscription> container in _subscriptions.GroupBy(s => s.Container))
            isComplete &= await ListAsync(container.Key, [.. container], seen, cancellationToken);
        if (isComplete)
        {
            _state.Forget(seen);
            _isDelayed = false;
        }
        await _state.RenewLeaseAsync(cancellationToken);
        await _state.SaveAsync(cancellationToken);
    }

    // Returns whether the whole container was listed and all its events were posted.
    private async Task<bool> ListAsync(string container, BlobSubscription[] subscriptions, HashSet<string> seen, CancellationToken cancellationToken)
    {
        string prefix = subscriptions.Length == 1 ? subscriptions[0].Prefix : "";
        BlobContainerClient client = _storage.GetBlobContainerClient(container);
        bool isComplete = true;
        try
        {
            await foreach (BlobItem blob in client.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await _state.RenewLeaseAsync(cancellationToken);
                string name = $"{container}/{blob.Name}", version = blob.Properties.ETag!.Value.ToString("H").Trim('"');
                seen.Add(name);
                if (!_state.IsNew(name, version))
                    continue;
                bool isPosted = true;
                foreach (BlobSubscription subscription in subscriptions.Where(s => blob.Name.StartsWith(s.Prefix, StringComparison.Ordinal)))
                    isPosted &= await PostOnceAsync(subscription, client.GetBlobClient(blob.Name).Uri, blob, version);
                if (isPosted)
                    _state.MarkPosted(name, version);
                isComplete &= isPosted;
            }
            return isComplete;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The app creates its containers at start-up.
            return false;
        }
    }

    // Returns whether the event was accepted. A rejected event does not stop the others.
    private async Task<bool> PostOnceAsync(BlobSubscription subscription, Uri blob, BlobItem item, string version)
    {
        var newBlob = new
        {
            id = Guid.NewGuid(),
            topic = "",
            subject = $"/blobServices/default/containers/{subscription.Container}/blobs/{item.Name}",
            eventType = "Microsoft.Storage.BlobCreated",
            eventTime = item.Properties.LastModified,
            dataVersion = "",
            metadataVersion = "1",
            data = new
            {
                api = "PutBlob",
                contentType = item.Properties.ContentType,
                contentLength = item.Properties.ContentLength,
                blobType = "BlockBlob",
                eTag = version,
                url = blob.AbsoluteUri,
            },
        };
        string path = $"runtime/webhooks/blobs?functionName=Host.Functions.{subscription.Function}&code={_keys?.BlobEvents}";
        using HttpResponseMessage answer = await _http.PostAsJsonAsync(new Uri(path, UriKind.Relative), new[] { newBlob }, _posting.Token);
        if (answer.IsSuccessStatusCode)
            return true;
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            _keys = await _findKeys(_posting.Token);
        else
            ReportDelay(string.Create(CultureInfo.InvariantCulture, $"the app answered {(int)answer.StatusCode} to an event for {subscription.Function}"));
        return false;
    }

    private void ReportDelay(string cause)
    {
        if (!_isDelayed)
            _log($"Events of new blobs are delayed because {cause}. They will be posted again.");
        _isDelayed = true;
    }
}
