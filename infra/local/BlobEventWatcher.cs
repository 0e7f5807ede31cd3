using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IncDiv.Host.Http;

namespace IncDiv.Local;

/// <summary>
/// Tells a functions app about new blobs as Event Grid does in Azure, which the emulator lacks: it lists the containers and posts an event for
/// each new version of a blob to the app's webhook, at least once. Core Tools ask for no key; the host of this repository answers 401 without. One watcher serves a storage account at a time. Disposing it stops it.
/// </summary>
public sealed class BlobEventWatcher : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly BlobServiceClient _storage;
    private readonly WatcherState _state;
    private readonly IReadOnlyList<BlobSubscription> _subscriptions;
    private readonly HttpClient _http;
    private readonly Func<CancellationToken, Task<HostKeys?>> _findKeys;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _stopping = new();
    private HostKeys? _keys;
    private bool _isTroubled;

    private BlobEventWatcher(BlobServiceClient storage, WatcherState state, IReadOnlyList<BlobSubscription> subscriptions, Uri app, Func<CancellationToken, Task<HostKeys?>> findKeys, Action<string> log)
    {
        (_storage, _state, _subscriptions, _findKeys, _log) = (storage, state, subscriptions, findKeys, log);
        _http = new HttpClient { BaseAddress = app };
        _http.DefaultRequestHeaders.Add("aeg-event-type", "Notification");
        Watching = Task.Run(WatchAsync);
    }

    /// <summary>Ends when the watcher is disposed; fails when it cannot go on.</summary>
    public Task Watching { get; }

    /// <param name="appFolder">The built app, whose blob triggers say which blobs matter.</param>
    /// <param name="app">Address of the app, such as <c>http://127.0.0.1:7071/</c>.</param>
    /// <param name="storage">Connection string of the account with the blobs.</param>
    /// <param name="hostStorage">Connection string of the host's account, where its keys are.</param>
    /// <param name="hostId">The app's name in the host's account.</param>
    /// <param name="log">Takes a sentence when events cannot be handed over; never a name of a blob.</param>
    /// <exception cref="LocalMachineException">Another watcher serves the account.</exception>
    public static async Task<BlobEventWatcher> StartAsync(
        string appFolder, Uri app, string storage, string hostStorage, string hostId, Action<string> log, CancellationToken cancellationToken)
    {
        IReadOnlyList<BlobSubscription> subscriptions = BlobSubscription.ReadFrom(appFolder);
        var account = new BlobServiceClient(storage, new BlobClientOptions { Retry = { MaxRetries = 2 } });
        WatcherState state = await WatcherState.TakeAsync(account, cancellationToken);
        return new BlobEventWatcher(account, state, subscriptions, app, token => HostKeys.FindAsync(hostStorage, hostId, token), log);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stopping.Dispose();
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
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or AggregateException or RequestFailedException { Status: 0 or >= 500 })
            {
                // What was not told is told at the next pass.
                Trouble(e is HttpRequestException or TaskCanceledException ? "the app does not answer" : "the storage does not answer");
            }
            await Task.Delay(Pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool isWhole = true;
        foreach (IGrouping<string, BlobSubscription> container in _subscriptions.GroupBy(s => s.Container))
            isWhole &= await ListAsync(container.Key, [.. container], seen, cancellationToken);
        if (isWhole)
        {
            _state.Forget(seen);
            _isTroubled = false;
        }
        await _state.KeepAsync(cancellationToken);
        await _state.SaveAsync(cancellationToken);
    }

    // Whether the whole container was seen and told of.
    private async Task<bool> ListAsync(string container, BlobSubscription[] subscriptions, HashSet<string> seen, CancellationToken cancellationToken)
    {
        string prefix = subscriptions.Length == 1 ? subscriptions[0].Prefix : "";
        BlobContainerClient client = _storage.GetBlobContainerClient(container);
        bool isWhole = true;
        try
        {
            await foreach (BlobItem blob in client.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken))
            {
                await _state.KeepAsync(cancellationToken);
                string name = $"{container}/{blob.Name}", version = blob.Properties.ETag!.Value.ToString("H").Trim('"');
                seen.Add(name);
                if (!_state.IsNew(name, version))
                    continue;
                bool isTold = true;
                foreach (BlobSubscription subscription in subscriptions.Where(s => blob.Name.StartsWith(s.Prefix, StringComparison.Ordinal)))
                    isTold &= await TellAsync(subscription, client.GetBlobClient(blob.Name).Uri, blob, version, cancellationToken);
                if (isTold)
                    _state.Told(name, version);
                isWhole &= isTold;
            }
            return isWhole;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The app makes its containers at its start.
            return false;
        }
    }

    // One event that is refused holds up no other.
    private async Task<bool> TellAsync(BlobSubscription subscription, Uri blob, BlobItem item, string version, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await PostAsync(subscription, blob, item, version, cancellationToken);
        if (answer.IsSuccessStatusCode)
            return true;
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            _keys = await _findKeys(cancellationToken);
        else
            Trouble(string.Create(CultureInfo.InvariantCulture, $"the app answers {(int)answer.StatusCode} to one of {subscription.Function}"));
        return false;
    }

    private void Trouble(string what)
    {
        if (!_isTroubled)
            _log($"Events of new blobs wait, because {what}. They are posted again.");
        _isTroubled = true;
    }

    private Task<HttpResponseMessage> PostAsync(BlobSubscription subscription, Uri blob, BlobItem item, string version, CancellationToken cancellationToken)
    {
        object[] events =
        [
            new
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
            },
        ];
        string path = $"runtime/webhooks/blobs?functionName=Host.Functions.{subscription.Function}&code={_keys?.BlobEvents}";
        return _http.PostAsJsonAsync(new Uri(path, UriKind.Relative), events, cancellationToken);
    }
}
