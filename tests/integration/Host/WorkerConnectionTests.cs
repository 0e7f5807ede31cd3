using System.Threading.Channels;
using Grpc.Core;
using IncDiv.Host.Protocol;
using IncDiv.Host.Worker;

namespace IncDiv.Host.Tests;

public sealed class WorkerConnectionTests
{
    private readonly Channel<StreamingMessage> _fromWorker = Channel.CreateUnbounded<StreamingMessage>();
    private readonly Channel<StreamingMessage> _toWorker = Channel.CreateUnbounded<StreamingMessage>();
    private readonly List<RpcLog> _log = [];
    private readonly WorkerConnection _connection;
    private readonly Task _running;

    public WorkerConnectionTests()
    {
        _connection = new WorkerConnection(new Reader(_fromWorker.Reader), new Writer(_toWorker.Writer), _log.Add);
        _running = _connection.RunAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Answers_reach_their_callers_in_any_order()
    {
        Task<StreamingMessage> first = AskAsync("a"), second = AskAsync("b");
        StreamingMessage a = await _toWorker.Reader.ReadAsync(), b = await _toWorker.Reader.ReadAsync();
        await AnswerAsync(b);
        await AnswerAsync(a);
        Assert.Equal(("a", "b"), ((await first).InvocationResponse.InvocationId, (await second).InvocationResponse.InvocationId));
    }

    [Fact]
    public async Task Waiting_callers_are_notified_that_the_worker_has_ended()
    {
        Task<StreamingMessage> asked = AskAsync("a");
        _fromWorker.Writer.Complete();
        await Assert.ThrowsAsync<WorkerLostException>(() => asked);
        await _running;
        await Assert.ThrowsAsync<WorkerLostException>(() => AskAsync("b"));
    }

    [Fact]
    public async Task A_broken_stream_means_that_the_worker_has_ended()
    {
        Task<StreamingMessage> asked = AskAsync("a");
        _fromWorker.Writer.Complete(new IOException("reset"));
        await Assert.ThrowsAsync<WorkerLostException>(() => asked);
        await _running;
    }

    [Fact]
    public async Task An_answer_without_a_caller_is_ignored_and_log_lines_are_written()
    {
        await _fromWorker.Writer.WriteAsync(new StreamingMessage { RequestId = "?", InvocationResponse = new InvocationResponse() });
        await _fromWorker.Writer.WriteAsync(new StreamingMessage { RpcLog = new RpcLog { Message = "Hello." } });
        _fromWorker.Writer.Complete();
        await _running;
        Assert.Equal("Hello.", Assert.Single(_log).Message);
    }

    private Task<StreamingMessage> AskAsync(string id) =>
        _connection.SendRequestAsync(new StreamingMessage { InvocationRequest = new InvocationRequest { InvocationId = id } }, CancellationToken.None);

    private ValueTask AnswerAsync(StreamingMessage request) => _fromWorker.Writer.WriteAsync(
        new StreamingMessage
        {
            RequestId = request.RequestId,
            InvocationResponse = new InvocationResponse { InvocationId = request.InvocationRequest.InvocationId },
        });

    private sealed class Reader(ChannelReader<StreamingMessage> messages) : IAsyncStreamReader<StreamingMessage>
    {
        public StreamingMessage Current { get; private set; } = new();

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!await messages.WaitToReadAsync(cancellationToken) || !messages.TryRead(out StreamingMessage? next))
                return false;
            Current = next;
            return true;
        }
    }

    private sealed class Writer(ChannelWriter<StreamingMessage> messages) : IServerStreamWriter<StreamingMessage>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(StreamingMessage message) => messages.WriteAsync(message).AsTask();
    }
}
