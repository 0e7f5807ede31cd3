using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;

namespace IncDiv.Host.Worker;

/// <summary>The worker ended before it answered.</summary>
internal sealed class WorkerLostException() : Exception("The worker ended before it answered.");

/// <summary>The connection to one worker: requests with their responses, and the worker's log.</summary>
internal sealed class WorkerConnection(IAsyncStreamReader<StreamingMessage> input, IServerStreamWriter<StreamingMessage> output, Action<RpcLog> log)
{
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _waiting = new();
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the connection to the worker is lost.</summary>
    public Task Lost => _lost.Task;

    /// <summary>Transfers messages in both directions until the connection is lost.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Task sending = SendAllAsync(cancellationToken);
        try
        {
            while (await input.MoveNext(cancellationToken))
                Take(input.Current);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or Grpc.Core.RpcException)
        {
            // The stream breaks when the worker is killed.
        }
        finally
        {
            _lost.TrySetResult();
            _outgoing.Writer.TryComplete();
            foreach (string id in _waiting.Keys)
                Fail(id);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Sends a message that has no response.</summary>
    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Sends a request and returns its response.</summary>
    /// <exception cref="WorkerLostException">The connection to the worker was lost.</exception>
    public async Task<StreamingMessage> SendRequestAsync(StreamingMessage request, CancellationToken cancellationToken)
    {
        string id = Guid.NewGuid().ToString();
        request.RequestId = id;
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        _outgoing.Writer.TryWrite(request);
        // The connection may have been lost between the two lines above.
        if (Lost.IsCompleted)
            Fail(id);
        try
        {
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        await foreach (StreamingMessage message in _outgoing.Reader.ReadAllAsync(cancellationToken))
            await output.WriteAsync(message, cancellationToken);
    }

    private void Take(StreamingMessage message)
    {
        if (message.ContentCase == StreamingMessage.ContentOneofCase.RpcLog)
            log(message.RpcLog);
        else if (_waiting.TryGetValue(message.RequestId, out TaskCompletionSource<StreamingMessage>? waiting))
            waiting.TrySetResult(message);
    }

    private void Fail(string id)
    {
        if (_waiting.TryGetValue(id, out TaskCompletionSource<StreamingMessage>? waiting))
            waiting.TrySetException(new WorkerLostException());
    }
}
