using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IncDiv.Workflows;

/// <summary>Traces and metrics of the pipeline: one activity for each step, and meters. They hold names of feeds, ids and counts, never content.</summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and the meter.</summary>
    public const string Name = "IncDiv.Pipeline";

    private static readonly ActivitySource Steps = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Drops = Meter.CreateCounter<long>("incdiv.drops", "{drop}", "Drops processed, by feed and outcome.");
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("incdiv.rows", "{row}", "Rows read, by feed and whether they were accepted.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("incdiv.step.duration", "s", "How long a step took.");
    private static readonly Gauge<double> Hidden = Meter.CreateGauge<double>(
        "incdiv.hidden", "%", "Share of a quarter's counts that disclosure control hides.");
    private static readonly Histogram<int> Lateness = Meter.CreateHistogram<int>(
        "incdiv.pack_lateness", "d", "Days from a pack's due date to its first edition; negative if it was published early.");
    private static readonly Gauge<double> Waiting = Meter.CreateGauge<double>(
        "incdiv.oldest_waiting_drop", "min", "Age of the oldest unprocessed drop; 0 if there is none.");
    private static readonly Gauge<int> Overdue = Meter.CreateGauge<int>("incdiv.overdue_packs", "{pack}", "Packs that are due but not published.");

    /// <summary>Begins a step. Disposing the result ends it.</summary>
    internal static Step Begin(string step, string subject) => new(step, Steps.StartActivity(step)?.SetTag("subject", subject), Stopwatch.GetTimestamp());

    internal static void DropCompleted(DropRecord drop)
    {
        Drops.Add(1, new("feed", drop.Feed), new("outcome", drop.Outcome.ToString()));
        Rows.Add(drop.RowsAccepted, new("feed", drop.Feed), new("accepted", true));
        Rows.Add(drop.RowsRejected, new("feed", drop.Feed), new("accepted", false));
    }

    internal static void Protected(string quarter, double hiddenPercent) => Hidden.Record(hiddenPercent, new KeyValuePair<string, object?>("quarter", quarter));

    internal static void PackPublished(string pack, int daysLate) => Lateness.Record(daysLate, new KeyValuePair<string, object?>("pack", pack));

    internal static void Health(HealthReport report)
    {
        Waiting.Record(report.OldestWaitingMinutes ?? 0);
        Overdue.Record(report.OverduePacks.Count);
    }

    internal readonly struct Step(string name, Activity? activity, long began) : IDisposable
    {
        public void Dispose()
        {
            Durations.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("step", name));
            activity?.Dispose();
        }
    }
}
