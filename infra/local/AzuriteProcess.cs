using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace IncDiv.Local;

/// <summary>Runs Azurite, Microsoft's storage emulator, as a separate process on free loopback ports. Disposing it stops it.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // Microsoft publishes the emulator's account and key, which work only with an emulator.
    private const string AccountName = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    // If it were killed before it wrote its tables to disk, it would lose confirmed writes.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private AzuriteProcess(Process process, int blobPort, int queuePort, int tablePort)
    {
        _process = process;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
            + $"BlobEndpoint=http://127.0.0.1:{blobPort}/{AccountName};QueueEndpoint=http://127.0.0.1:{queuePort}/{AccountName};"
            + $"TableEndpoint=http://127.0.0.1:{tablePort}/{AccountName};";
    }

    /// <summary>A storage connection string for the blob, queue and table endpoints of this emulator.</summary>
    public string ConnectionString { get; }

    public int ProcessId => _process.Id;

    /// <summary>A connection string for another account of this emulator.</summary>
    public string ConnectionStringOf(string account) => ConnectionString.Replace(AccountName, account, StringComparison.Ordinal);

    /// <summary>Starts the emulator with its data in <paramref name="folder"/>, or in memory if that is null, and returns when it answers.</summary>
    /// <exception cref="LocalMachineException">Azurite is not installed, or did not answer within 30 seconds.</exception>
    /// <param name="furtherAccounts">Names of accounts besides the default one, with the same key.</param>
    public static async Task<AzuriteProcess> StartAsync(string? folder, CancellationToken cancellationToken, params IEnumerable<string> furtherAccounts)
    {
        string home = typeof(AzuriteProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "LocalFolder").Value!;
        if (!Directory.Exists(Path.Combine(home, "node_modules", "azurite")))
            throw new LocalMachineException($"Azurite is not installed: run 'npm ci' in {home}.");
        int[] ports = LocalProcess.TakeFreePorts(3);
        string[] arguments =
        [
            Path.Combine(home, "azurite.cjs"), "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            .. folder is null ? (string[])["--inMemoryPersistence"] : ["--location", Directory.CreateDirectory(folder).FullName],
            "--blobHost", "127.0.0.1", "--blobPort", $"{ports[0]}", "--queueHost", "127.0.0.1", "--queuePort", $"{ports[1]}",
            "--tableHost", "127.0.0.1", "--tablePort", $"{ports[2]}",
        ];
        ProcessStartInfo start = LocalProcess.StartInfo("node", arguments, home);
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', furtherAccounts.Prepend(AccountName).Select(name => $"{name}:{AccountKey}"));
        Process process = Process.Start(start) ?? throw new LocalMachineException("node could not be started.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var azurite = new AzuriteProcess(process, ports[0], ports[1], ports[2]);
        try
        {
            foreach (int port in ports)
                await LocalProcess.AnswersAsync(
                    process, StartLimit, token => IsOpenAsync(port, token), () => $"Azurite stopped at its start with exit code {process.ExitCode}.",
                    $"Azurite did not answer on port {port}", cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await LocalProcess.StopAsync(_process, _process.StandardInput.Close, StopLimit);

    private static async Task<bool> IsOpenAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
