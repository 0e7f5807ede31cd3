using System.Net;
using System.Net.Sockets;

namespace IncDiv.Resilience.Tests.Faults;

/// <summary>A proxy between one process of the app and a service of the emulator that injects the faults of a schedule. After it is killed, it answers no more
/// calls.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private static readonly TimeSpan KeptOpen = TimeSpan.FromSeconds(2);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _killed = new();
    private readonly FaultSchedule _schedule;
    private readonly Func<int> _upstream;
    private readonly Func<Fault, Task> _strike;
    private readonly Action<string> _leased;
    private readonly Task _serving;

    /// <param name="upstream">The port of the service at this moment.</param>
    /// <param name="strike">Carries out a fault of the whole machine.</param>
    /// <param name="leased">Is told the path of each lease that was acquired or renewed, also where the answer is lost.</param>
    public FaultProxy(FaultSchedule schedule, Func<int> upstream, Func<Fault, Task> strike, Action<string> leased)
    {
        (_schedule, _upstream, _strike, _leased) = (schedule, upstream, strike, leased);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _serving;
        _killed.Dispose();
    }

    /// <summary>Cuts every connection and accepts no further ones.</summary>
    public void Kill()
    {
        _killed.Cancel();
        _listener.Stop();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (!_killed.IsCancellationRequested)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_killed.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The proxy was killed and no longer listens.
        }
        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(TcpClient client)
    {
        TcpClient? service = null;
        try
        {
            using (client)
            {
                client.NoDelay = true;
                var calls = new HttpWire(client.GetStream());
                HttpWire? answers = null;
                DateTimeOffset used = default;
                while (await calls.ReadAsync(_ => true, _killed.Token) is { } call)
                {
                    string[] line = call.StartLine.Split(' ');
                    Fault fault = _schedule.Next(line[0], line[1][(line[1].IndexOf('/', 1) + 1)..]);
                    bool done = fault is Fault.None or Fault.Latency or Fault.LostAnswer
                        or Fault.FalseFailure or Fault.Truncated or Fault.LeaseLoss or Fault.ClockJump
                        || (fault == Fault.Kill && _schedule.Draw($"done {call.StartLine}") < 0.5);
                    if (fault == Fault.Latency)
                        await Task.Delay(TimeSpan.FromMilliseconds(1 + _schedule.Draw($"delay {call.StartLine}") * 40), _killed.Token);
                    if (fault is Fault.LeaseLoss or Fault.ClockJump or Fault.Restart)
                        await _strike(fault);
                    HttpMessageBytes? answer = null;
                    if (done)
                    {
                        if (service is null || TimeProvider.System.GetUtcNow() - used > KeptOpen)
                        {
                            service?.Dispose();
                            service = new TcpClient { NoDelay = true };
                            await service.ConnectAsync(IPAddress.Loopback, _upstream(), _killed.Token);
                            answers = new HttpWire(service.GetStream());
                        }
                        await service.GetStream().WriteAsync((byte[])[.. call.Head, .. call.Body], _killed.Token);
                        answer = await answers!.ReadAsync(
                            status => line[0] != "HEAD" && !status.Contains(" 204 ", StringComparison.Ordinal)
                                && !status.Contains(" 304 ", StringComparison.Ordinal),
                            _killed.Token);
                        used = TimeProvider.System.GetUtcNow();
                        if (answer is null)
                            return;
                        if (line[1].Contains("comp=lease", StringComparison.Ordinal))
                            _leased(line[1]);
                    }
                    if (fault == Fault.Kill)
                        await _strike(fault);
                    if (!await AnswerAsync(client, fault, line[0] == "HEAD", answer))
                        return;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection broke. The caller gets the error.
        }
        finally
        {
            service?.Dispose();
        }
    }

    /// <returns>Whether the connection stays open.</returns>
    private async Task<bool> AnswerAsync(TcpClient client, Fault fault, bool headOnly, HttpMessageBytes? answer)
    {
        byte[] bytes;
        switch (fault)
        {
            case Fault.None or Fault.Latency or Fault.LeaseLoss or Fault.ClockJump:
                bytes = [.. answer!.Head, .. answer.Body];
                break;
            case Fault.ServerError or Fault.FalseFailure or Fault.DiskFull:
                bytes = Refusal(500, "InternalError", headOnly);
                break;
            case Fault.Busy or Fault.Outage:
                bytes = Refusal(503, "ServerBusy", headOnly);
                break;
            case Fault.Throttled:
                bytes = Refusal(429, "TooManyRequests", headOnly);
                break;
            case Fault.Truncated:
                byte[] whole = [.. answer!.Head, .. answer.Body];
                await client.GetStream()
                    .WriteAsync(whole.AsMemory(0, answer.Body.Length > 1 ? answer.Head.Length + answer.Body.Length / 2 : whole.Length / 2), _killed.Token);
                return false;
            default:
                if (fault == Fault.Reset)
                    client.LingerState = new LingerOption(true, 0);
                return false;
        }
        await client.GetStream().WriteAsync(bytes, _killed.Token);
        return true;
    }

    private static byte[] Refusal(int status, string code, bool headOnly)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {code}\r\nx-ms-error-code: {code}\r\n");
        string body = $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>Made up by the fault proxy.</Message></Error>";
        return Encoding.ASCII.GetBytes(headOnly
            ? head + "Content-Length: 0\r\n\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"{head}Content-Type: application/xml\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }
}
