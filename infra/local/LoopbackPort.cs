using System.Net;
using System.Net.Sockets;

namespace IncDiv.Local;

/// <summary>Ports of servers on this machine.</summary>
internal static class LoopbackPort
{
    public static int[] TakeFree(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        Array.ForEach(listeners, l => l.Stop());
        return ports;
    }

    /// <summary>Waits until the server of <paramref name="process"/> accepts connections.</summary>
    /// <exception cref="LocalMachineException">The process ended, or the time limit passed.</exception>
    public static async Task AnswersAsync(int port, Process process, string name, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(limit);
        while (true)
        {
            if (process.HasExited)
                throw new LocalMachineException($"{name} stopped at its start with exit code {process.ExitCode}.");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, bounded.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, bounded.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new LocalMachineException($"{name} did not answer on port {port} within {limit.TotalSeconds} s.");
            }
        }
    }
}
