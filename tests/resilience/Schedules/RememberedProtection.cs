using IncDiv.Contracts.Counts;
using IncDiv.Disclosure.Release;
using Microsoft.Extensions.Logging;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>Disclosure control that calls the real one once for each set of figures, because the result depends on nothing else, and keeps few measures: each
/// row is a call to storage, and a quarter has more than a thousand.</summary>
internal sealed class RememberedProtection(
    DisclosureStore store, MeasureStore measures, AuditLog audit, ContractSet contracts, ILogger<ReleaseControl> logger)
{
    private static readonly string[] Measures = ["SS-01", "SS-02", "VSS-01"];
    private static readonly ConcurrentDictionary<string, Lazy<ReleasedMeasures>> Answers = new();

    public ReleaseControl Control { get; } = new(store, measures, audit, contracts, logger)
    {
        Protect = (computed, catalogue, policy, history, threads, cancellationToken) =>
        {
            ComputedMeasures few = computed.Where((row, _) => Measures.Contains(row.MeasureId));
            string question = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { few.Rows, few.People, history })));
            return Answers.GetOrAdd(
                question,
                _ => new Lazy<ReleasedMeasures>(() => MeasureRelease.Protect(few, catalogue, policy, history, threads, CancellationToken.None))).Value;
        },
    };
}
