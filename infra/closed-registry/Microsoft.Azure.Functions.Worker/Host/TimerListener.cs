using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Fires one timer function in one process at a time (a lease), never two runs at once, and catches up once if a due time was missed.</summary>
internal sealed class TimerListener(
    FunctionEntry function, TimerSchedule schedule, TimerStatus store, BlobClient turn, Invoker invoker, TimeProvider clock, ILogger logger) : IListener
{
    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Trigger;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using BlobLease? lease = await TakeTurnAsync(stop);
                if (lease is not null)
                {
                    using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop, lease.Lost);
                    using var running = CancellationTokenSource.CreateLinkedTokenSource(abort, lease.Lost);
                    await FireWhenDueAsync(waiting.Token, running.Token);
                }
            }
            catch (OperationCanceledException)
            {
                logger.LogDebug("Timer '{Function}' gave its turn back.", function.Name);
            }
            catch (Exception e) when (StorageFault.Is(e))
            {
                logger.LogWarning(e, "Timer '{Function}' could not reach its state; it tries again.", function.Name);
            }
            await Task.Delay(BlobLease.Renewal, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<BlobLease?> TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (!await turn.ExistsAsync(cancellationToken))
        {
            try
            {
                await turn.UploadAsync(BinaryData.Empty, cancellationToken);
            }
            catch (RequestFailedException e) when (StorageFault.IsConflict(e))
            {
                // Another process created it first.
            }
        }
        return await BlobLease.TryTakeAsync(turn, cancellationToken);
    }

    private async Task FireWhenDueAsync(CancellationToken waiting, CancellationToken running)
    {
        bool monitored = _trigger.UseMonitor && !schedule.IsUnderAMinute(Now);
        ScheduleStatus? status = monitored ? await LoadAsync(waiting) : null;
        bool pastDue = status is not null && Now > status.Next;
        DateTime due = pastDue || _trigger.RunOnStartup ? Now : status?.Next ?? schedule.Next(Now);
        while (true)
        {
            await WaitUntilAsync(due, waiting);
            DateTime started = Now;
            await RunWithRetriesAsync(new TimerInfo { ScheduleStatus = status, IsPastDue = pastDue }, waiting, running);
            // Cut short: the due time stays unsettled, and the next start catches up.
            running.ThrowIfCancellationRequested();
            due = schedule.Next(started);
            pastDue = false;
            if (monitored)
            {
                status = new ScheduleStatus { Last = started, Next = due, LastUpdated = Now };
                await store.WriteAsync(status, CancellationToken.None);
            }
        }
    }

    /// <summary>The stored state; a new one if there is none or the schedule has changed, so that neither fires at the start.</summary>
    private async Task<ScheduleStatus> LoadAsync(CancellationToken cancellationToken)
    {
        ScheduleStatus? stored = await store.ReadAsync(cancellationToken);
        if (stored is not null && stored.Next == schedule.Next(stored.Last == default ? stored.LastUpdated : stored.Last))
            return stored;
        DateTime now = Now;
        var fresh = new ScheduleStatus { Next = schedule.Next(now), LastUpdated = now };
        await store.WriteAsync(fresh, cancellationToken);
        return fresh;
    }

    private async Task WaitUntilAsync(DateTime due, CancellationToken cancellationToken)
    {
        // In steps, because a delay has an upper limit and a clock may be set.
        for (TimeSpan left = due - Now; left > TimeSpan.Zero; left = due - Now)
            await Task.Delay(TimeSpan.FromTicks(Math.Min(left.Ticks, TimeSpan.TicksPerHour)), clock, cancellationToken);
    }

    private async Task RunWithRetriesAsync(TimerInfo timer, CancellationToken waiting, CancellationToken running)
    {
        string id = Guid.NewGuid().ToString();
        int most = function.Retry?.MaxRetryCount ?? 0;
        for (int retry = 0; ; retry++)
        {
            var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["TimerTrigger"] = BindingData.Json(timer) };
            RetryContext? context = function.Retry is null ? null : new Retry(retry, most);
            if ((await invoker.InvokeAsync(function, data, (_, _) => new(timer), running, id, context)).Succeeded || retry == most)
                return;
            running.ThrowIfCancellationRequested();
            await Task.Delay(RetryDelay(function.Retry!, retry), clock, waiting);
        }
    }

    private static TimeSpan RetryDelay(RetryAttribute attribute, int retry)
    {
        if (attribute is FixedDelayRetryAttribute steady)
            return TimeSpan.Parse(steady.DelayInterval, CultureInfo.InvariantCulture);
        var growing = (ExponentialBackoffRetryAttribute)attribute;
        double shortest = TimeSpan.Parse(growing.MinimumInterval, CultureInfo.InvariantCulture).TotalSeconds;
        double longest = TimeSpan.Parse(growing.MaximumInterval, CultureInfo.InvariantCulture).TotalSeconds;
        return TimeSpan.FromSeconds(Math.Min(longest, shortest * Math.Pow(2, retry)));
    }
}
