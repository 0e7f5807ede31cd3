using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace IncDiv.Local;

/// <summary>A real SMTP server (npm smtp-server) as a process of its own on a free loopback port. Disposing it stops it.</summary>
public sealed class MailServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();

    private MailServerProcess(Process process, int port)
    {
        _process = process;
        Address = string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{port}");
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } json)
                _mails.Enqueue(JsonSerializer.Deserialize<ReceivedMail>(json, JsonSerializerOptions.Web)!);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary><c>smtp://127.0.0.1:port</c>.</summary>
    public string Address { get; }

    /// <summary>Starts the server and returns when it takes connections.</summary>
    /// <param name="refusals">How many messages it refuses before it takes any.</param>
    /// <param name="code">SMTP status of a refusal: 4xx for now, 5xx for good.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or did not answer within 30 seconds.</exception>
    public static async Task<MailServerProcess> StartAsync(int refusals, int code, CancellationToken cancellationToken)
    {
        string home = typeof(MailServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "LocalFolder").Value!;
        int port = LoopbackPort.TakeFree(1)[0];
        var start = new ProcessStartInfo("node") { WorkingDirectory = home, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (object argument in (object[])[Path.Combine(home, "mail.cjs"), port, refusals, code])
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"{argument}"));
        Process process = Process.Start(start) ?? throw new InvalidOperationException("node could not be started.");
        var server = new MailServerProcess(process, port);
        try
        {
            await LoopbackPort.AnswersAsync(port, process, "The mail server", StartLimit, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server and gives every message that it took.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> StopAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            // Waits for the end of its output too.
            await _process.WaitForExitAsync();
        }
        return [.. _mails];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }
}
