using System.Net.Sockets;

namespace IncDiv.Workflows.Tests;

/// <summary>A server that sends its lines, one after each line that it receives, and then closes the connection.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string[] _lines;
    private readonly Task _running;
    private int _tries;

    public ScriptedServer(params string[] lines)
    {
        _lines = lines;
        _listener.Start();
        _running = AnswerAsync();
    }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Number of connections.</summary>
    public int Tries => _tries;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            Interlocked.Increment(ref _tries);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            foreach (string line in _lines)
            {
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
                await reader.ReadLineAsync();
            }
        }
    }
}
