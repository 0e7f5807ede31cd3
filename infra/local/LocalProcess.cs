using System.Net;
using System.Net.Sockets;

namespace IncDiv.Local;

/// <summary>What the programs that run alongside this one have in common: how they are started, waited for and stopped.</summary>
internal static class LocalProcess
{
    // Beyond this, the end of a killed process is not awaited: other processes may hold its output open.
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(20);

    public static int[] TakeFreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        Array.ForEach(listeners, l => l.Stop());
        return ports;
    }

    public static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, string folder) => new(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>Waits until <paramref name="answers"/> returns true.</summary>
    /// <param name="stopped">Why the process ended.</param>
    /// <param name="silent">What to say if the time limit passes; the limit is added.</param>
    /// <exception cref="LocalMachineException">The process ended, or the time limit passed.</exception>
    public static async Task AnswersAsync(
        Process process, TimeSpan limit, Func<CancellationToken, Task<bool>> answers, Func<string> stopped, string silent, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(limit);
        try
        {
            while (!process.HasExited)
            {
                if (await answers(bounded.Token))
                    return;
                await Task.Delay(50, bounded.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LocalMachineException($"{silent} within {limit.TotalSeconds} s.");
        }
        // This also waits for the end of its output.
        await process.WaitForExitAsync(cancellationToken);
        throw new LocalMachineException(stopped());
    }

    /// <summary>Stops a process in the way that <paramref name="ask"/> asks for, or kills it if it does not end within the limit.</summary>
    public static async Task StopAsync(Process process, Action ask, TimeSpan limit)
    {
        if (!process.HasExited)
        {
            ask();
            Task ended = process.WaitForExitAsync();
            if (await Task.WhenAny(ended, Task.Delay(limit)) != ended)
                await KillAsync(process);
        }
        process.Dispose();
    }

    public static async Task KillAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(KillLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
