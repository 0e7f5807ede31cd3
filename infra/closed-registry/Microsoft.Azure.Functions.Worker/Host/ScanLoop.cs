using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Asks a source for work at an interval and runs it: each piece once at a time, and as many at once as there are slots.</summary>
internal sealed class ScanLoop(IWorkSource source, TimeSpan interval, SemaphoreSlim slots, ILogger logger) : IListener
{
    private readonly ConcurrentDictionary<string, bool> _inFlight = new(StringComparer.Ordinal);
    private readonly List<Task> _running = [];

    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ScanAsync(stop, abort);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (StorageFault.Is(e))
            {
                logger.LogWarning(e, "{Source} could not be read; the next scan tries again.", source.Name);
            }
            await Task.Delay(interval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(_running);
    }

    private async Task ScanAsync(CancellationToken stop, CancellationToken abort)
    {
        foreach (Work work in await source.FindAsync(stop))
        {
            if (_inFlight.ContainsKey(work.Key))
                continue;
            await slots.WaitAsync(stop);
            _inFlight[work.Key] = true;
            _running.RemoveAll(task => task.IsCompletedSuccessfully);
            _running.Add(RunAsync(work, abort));
        }
    }

    private async Task RunAsync(Work work, CancellationToken abort)
    {
        try
        {
            await Task.Yield();
            await work.RunAsync(abort);
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("A run of {Source} was cut short; its work is taken up again.", source.Name);
        }
        catch (Exception e)
        {
            // Whatever it was, the receipt or message is unsettled and its lease ends.
            logger.LogWarning(e, "A run of {Source} could not be settled; its work is taken up again.", source.Name);
        }
        finally
        {
            _inFlight.TryRemove(work.Key, out _);
            slots.Release();
        }
    }
}
