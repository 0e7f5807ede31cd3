using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace IncDiv.Host.Worker;

/// <summary>The gRPC server for workers. It listens on loopback and accepts only workers that this host started.</summary>
internal sealed class WorkerServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Rendezvous _rendezvous;

    private WorkerServer(WebApplication web, Rendezvous rendezvous)
    {
        _web = web;
        _rendezvous = rendezvous;
    }

    public Uri Address => new(_web.Urls.Single());

    public static async Task<WorkerServer> StartAsync(Action<RpcLog> log, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var rendezvous = new Rendezvous(log);
        builder.Services.AddSingleton(rendezvous);
        builder.Services.AddGrpc(options => (options.MaxReceiveMessageSize, options.MaxSendMessageSize) = (null, null));
        WebApplication web = builder.Build();
        web.MapGrpcService<Endpoint>();
        await web.StartAsync(cancellationToken);
        return new WorkerServer(web, rendezvous);
    }

    /// <summary>Waits for the connection of the worker with this id.</summary>
    public Task<WorkerConnection> ExpectAsync(string workerId) => _rendezvous.ExpectAsync(workerId);

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();

    private sealed class Rendezvous(Action<RpcLog> log)
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<WorkerConnection>> _expected = new();

        public Action<RpcLog> Log => log;

        public Task<WorkerConnection> ExpectAsync(string workerId) =>
            _expected.GetOrAdd(workerId, _ => new TaskCompletionSource<WorkerConnection>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public bool TryConnect(string workerId, WorkerConnection connection) =>
            _expected.TryRemove(workerId, out TaskCompletionSource<WorkerConnection>? expected) && expected.TrySetResult(connection);
    }

    private sealed class Endpoint(Rendezvous rendezvous) : FunctionRpc.FunctionRpcBase
    {
        public override async Task EventStream(
            IAsyncStreamReader<StreamingMessage> requestStream,
            IServerStreamWriter<StreamingMessage> responseStream,
            ServerCallContext context)
        {
            var connection = new WorkerConnection(requestStream, responseStream, rendezvous.Log);
            bool isExpected = await requestStream.MoveNext(context.CancellationToken)
                && requestStream.Current.StartStream is { } start
                && rendezvous.TryConnect(start.WorkerId, connection);
            if (!isExpected)
                throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "This host did not start a worker with this id."));
            await connection.RunAsync(context.CancellationToken);
        }
    }
}
