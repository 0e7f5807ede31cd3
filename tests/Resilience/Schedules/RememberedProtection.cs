using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using IncDiv.Disclosure.Release;
using IncDiv.Flows;
using IncDiv.Storage.Disclosure;
using IncDiv.Storage.Ledger;
using Microsoft.Extensions.Logging;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>Disclosure control that asks the real one once for each set of figures: it takes seconds, and its answer depends on nothing else.</summary>
internal sealed class RememberedProtection(DisclosureStore store, AuditLog audit, ILogger<ReleaseControl> logger)
{
    private static readonly ConcurrentDictionary<string, Lazy<ReleasedMeasures>> Answers = new();

    public ReleaseControl Control { get; } = new(store, audit, logger)
    {
        Protect = (rows, catalogue, policy, history, threads, cancellationToken) =>
        {
            string question = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { rows, history })));
            return Answers.GetOrAdd(question, _ => new Lazy<ReleasedMeasures>(() => MeasureRelease.Protect(rows, catalogue, policy, history, threads, CancellationToken.None))).Value;
        },
    };
}
