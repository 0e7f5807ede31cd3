using System.Net.Http.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IncDiv.Host.Http;

namespace IncDiv.Local;

/// <summary>
/// Tells a functions app of new blobs as Event Grid does in Azure, which the emulator lacks: it lists the containers and posts an event for
/// each new version of a blob to the app's webhook, at least once. One watcher serves a storage account at a time. Disposing it stops it.
/// </summary>
public sealed class BlobEventWatcher : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly BlobServiceClient _storage;
    private readonly WatcherState _state;
    private readonly IReadOnlyList<BlobSubscription> _subscriptions;
    private readonly HttpClient _http;
    private readonly HostKeys? _keys;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _stopping = new();

    private BlobEventWatcher(BlobServiceClient storage, WatcherState state, IReadOnlyList<BlobSubscription> subscriptions, Uri app, HostKeys? keys, Action<string> log)
    {
        (_storage, _state, _subscriptions, _keys, _log) = (storage, state, subscriptions, keys, log);
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
    /// <param name="log">Takes a sentence when events cannot be handed over; never a name of a blob.</param>
    /// <exception cref="InvalidOperationException">Another watcher serves the account.</exception>
    public static async Task<BlobEventWatcher> StartAsync(
        string appFolder, Uri app, string storage, string hostStorage, Action<string> log, CancellationToken cancellationToken)
    {
        IReadOnlyList<BlobSubscription> subscriptions = BlobSubscription.Of(appFolder);
        // Core Tools have no keys: they ask for none.
        HostKeys? keys = await HostKeys.FindAsync(hostStorage, FunctionsProcess.HostId, cancellationToken);
        var account = new BlobServiceClient(storage);
        WatcherState state = await WatcherState.TakeAsync(account, cancellationToken);
        return new BlobEventWatcher(account, state, subscriptions, app, keys, log);
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
        bool isTroubled = false;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                foreach (IGrouping<string, BlobSubscription> container in _subscriptions.GroupBy(s => s.Container))
                    await ListAsync(container.Key, [.. container], _stopping.Token);
                await _state.SaveAsync(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // The app makes its containers at its start.
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or AggregateException or RequestFailedException { Status: 0 or >= 500 })
            {
                // What was not told is told at the next pass.
                if (!isTroubled)
                    _log($"Events wait: {(e is HttpRequestException ? "the app" : "the storage")} does not take them ({e.Message.Split('\n')[0]}).");
                isTroubled = true;
                continue;
            }
            finally
            {
                await Task.Delay(Pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            isTroubled = false;
        }
    }

    private async Task ListAsync(string container, BlobSubscription[] subscriptions, CancellationToken cancellationToken)
    {
        string prefix = subscriptions.Length == 1 ? subscriptions[0].Prefix : "";
        BlobContainerClient client = _storage.GetBlobContainerClient(container);
        await foreach (BlobItem blob in client.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken))
        {
            BlobSubscription? subscription = Array.Find(subscriptions, s => blob.Name.StartsWith(s.Prefix, StringComparison.Ordinal));
            string version = blob.Properties.ETag!.Value.ToString("H").Trim('"');
            if (subscription is null || !_state.IsNew($"{container}/{blob.Name}", version))
                continue;
            using HttpResponseMessage answer = await PostAsync(subscription, client.GetBlobClient(blob.Name).Uri, blob, version, cancellationToken);
            answer.EnsureSuccessStatusCode();
            _state.Told($"{container}/{blob.Name}", version);
        }
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
