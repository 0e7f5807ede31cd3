using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using IncDiv.Contracts.Policies;
using IncDiv.Disclosure.Release;

namespace IncDiv.Workflows.Computation;

/// <summary>Decides which of a quarter's figures may be published, given everything published before (disclosure.md 4.4). Only one process may call it at a
/// time: two quarters that are protected independently could reveal each other's counts.</summary>
public sealed class ReleaseControl(DisclosureStore store, AuditLog audit, ContractSet contracts, ILogger<ReleaseControl> logger)
{
    // Windows and changes cover the four quarters before; those of the four quarters after cover this one.
    private const int QuartersLinked = 4;

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The alert figures-withheld reads this line.
    private static readonly Action<ILogger, string, Exception?> LogWithheld = LoggerMessage.Define<string>(
        LogLevel.Error, new EventId(1, nameof(LogWithheld)), "Figures are not released: {Withheld}");

    internal delegate ReleasedMeasures Protection(
        ComputedMeasures computed, MeasureCatalogue catalogue, DisclosurePolicy policy, History? history, int threads,
        CancellationToken cancellationToken);

    /// <summary>A pure function. Tests replace it where the figures do not matter.</summary>
    internal Protection Protect { get; init; } = MeasureRelease.Protect;

    /// <summary>Protects computed figures.</summary>
    /// <param name="published">The last published edition of the quarter, or 0 if there is none.</param>
    /// <param name="last">The rows of that edition.</param>
    /// <returns>The release. What it withholds has then been reported.</returns>
    public async Task<Release> ProtectAsync(
        Quarter quarter, int published, ComputedMeasures computed, IReadOnlyList<MeasureRow> last, CancellationToken cancellationToken)
    {
        DisclosurePolicy policy = contracts.Policy;
        string figures = HashOf(computed.Rows, policy);
        var ownLedgers = new List<Ledger>();
        for (int edition = 1; edition <= published; edition++)
            if (await FindAsync(quarter, edition, cancellationToken) is { } ledger)
                ownLedgers.Add(ledger);
        if (last.Count > 0 && ownLedgers.LastOrDefault() is { } newest && newest.Figures == figures)
        {
            if (newest.Withheld is { } names)
                await store.PutWithheldAsync(quarter, names, cancellationToken);
            return new Release(last, null, null);
        }
        var entries = new List<LedgerEntry>();
        for (int offset = -QuartersLinked; offset <= QuartersLinked; offset++)
            if (offset != 0 && quarter.AddQuarters(offset) is var other
                && await FindAsync(other, await store.NewestAsync(other, cancellationToken), cancellationToken) is { } ledger)
                entries.AddRange(ledger.Entries);
        entries.AddRange(ownLedgers.SelectMany(l => l.Entries));
        using Telemetry.Step step = Telemetry.Begin("protect", quarter.ToString());
        // Ledgers of earlier versions have no rows, and the figures that were printed then were in full precision.
        var history = new History(entries, ownLedgers.LastOrDefault()?.Rows ?? last);
        ReleasedMeasures released = Protect(computed, contracts.Measures, policy, history, Environment.ProcessorCount, cancellationToken);
        if (released.Withheld.Count > 0)
            await store.PutEvidenceOfWithheldAsync(quarter, JsonSerializer.SerializeToUtf8Bytes(released.Evidence, Json), cancellationToken);
        if (await store.PutWithheldAsync(quarter, released.Withheld, cancellationToken) && released.Withheld.Count > 0)
        {
            await audit.WriteAsync("figures withheld", quarter.ToString(), cancellationToken);
            LogWithheld(logger, new WithheldFigures(quarter, released.Withheld).ToString(), null);
        }
        var ownLedger = new Ledger(figures, released.Ledger, released.Withheld, released.Rows, released.Reasons);
        return new Release(QuarterRelease.Finish(released.Rows, contracts.Measures), ownLedger, released.Evidence);
    }

    /// <summary>Saves the disclosure ledger and the evidence of an edition. Call it before the rows are published.</summary>
    public async Task SaveAsync(Quarter quarter, int edition, Release release, CancellationToken cancellationToken)
    {
        if (release is not { Ledger: { } ledger, Evidence: { } evidence })
            return;
        Telemetry.Protected(quarter.ToString(), evidence.HiddenPercent);
        await store.PutAsync(
            quarter, edition, JsonSerializer.SerializeToUtf8Bytes(ledger), JsonSerializer.SerializeToUtf8Bytes(evidence, Json),
            EvidencePage.Render(evidence, quarter, edition), cancellationToken);
    }

    /// <summary>Deletes the ledger and the evidence of an edition that was never published.</summary>
    public Task WithdrawAsync(Quarter quarter, int edition, CancellationToken cancellationToken) => store.WithdrawAsync(quarter, edition, cancellationToken);

    /// <summary>The disclosure ledger of an edition; null if there is none.</summary>
    public async Task<Ledger?> FindAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        await store.FindAsync(quarter, edition, cancellationToken) is { } content ? JsonSerializer.Deserialize<Ledger>(content) : null;

    // The edition number does not belong to the figures.
    private static string HashOf(IReadOnlyList<MeasureRow> rows, DisclosurePolicy policy) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { policy.Version, Rows = rows.Select(r => r with { Edition = 0 }) })));

    /// <summary>The disclosure ledger of an edition; restricted.</summary>
    /// <param name="Figures">Hash of the unsuppressed figures and the policy. Unchanged figures are not protected again.</param>
    /// <param name="Withheld">Feeds and tables of which nothing was released.</param>
    /// <param name="Rows">The released rows in full precision: what a later edition keeps must be what was released, not what was printed of it.</param>
    /// <param name="Reasons">For each row why it is masked; empty where it is not.</param>
    public sealed record Ledger(
        string Figures, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<string>? Withheld = null, IReadOnlyList<MeasureRow>? Rows = null,
        IReadOnlyList<string>? Reasons = null)
    {
        /// <summary>Why a row is masked; null where it is not, or nobody knows.</summary>
        public string? ReasonOf(FigureKey key)
        {
            for (int i = 0; i < (Rows?.Count ?? 0) && i < (Reasons?.Count ?? 0); i++)
                if (Rows![i].Key == key)
                    return Reasons![i] is { Length: > 0 } reason ? reason : null;
            return null;
        }
    }

    /// <param name="Rows">The rows that may be published.</param>
    /// <param name="Ledger">Null if the rows are already published.</param>
    public sealed record Release(IReadOnlyList<MeasureRow> Rows, Ledger? Ledger, ReleaseEvidence? Evidence);
}
