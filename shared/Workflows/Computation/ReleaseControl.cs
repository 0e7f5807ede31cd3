using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using IncDiv.Contracts.Policies;
using IncDiv.Disclosure.Audit;
using IncDiv.Disclosure.Editions;
using IncDiv.Disclosure.Release;

namespace IncDiv.Workflows.Computation;

/// <summary>Decides which of a quarter's figures may be published, given everything published before (disclosure.md 4.4). Only one process may call it at a
/// time: two quarters that are protected independently could reveal each other's counts.</summary>
public sealed class ReleaseControl(DisclosureStore store, MeasureStore measures, AuditLog audit, ContractSet contracts, ILogger<ReleaseControl> logger)
{
    // Windows and changes cover the four quarters before; those of the four quarters after cover this one.
    internal const int QuartersLinked = 4;

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MeasureKeys _keys = new(contracts.Measures);

    // The alert figures-withheld reads this line.
    private static readonly Action<ILogger, string, Exception?> LogWithheld = LoggerMessage.Define<string>(
        LogLevel.Error, new EventId(1, nameof(LogWithheld)), "Figures are not released: {Withheld}");

    // The same alert reads this one.
    private static readonly Action<ILogger, Quarter, Exception?> LogAlreadyPublic = LoggerMessage.Define<Quarter>(
        LogLevel.Error, new EventId(2, nameof(LogAlreadyPublic)), "Counts that are not released follow from published figures: {Quarter}, see its evidence");

    internal delegate ReleasedMeasures Protection(
        ComputedMeasures computed, MeasureCatalogue catalogue, DisclosurePolicy policy, History? history, int threads,
        CancellationToken cancellationToken);

    /// <summary>A pure function. Tests replace it where the figures do not matter.</summary>
    internal Protection Protect { get; init; } = MeasureRelease.Protect;

    /// <summary>Protects computed figures. Only what is published binds: drafts of other quarters are nothing to it.</summary>
    /// <param name="kept">Published rows of other feeds, beside which the figures are compared.</param>
    public async Task<Release> ProtectAsync(
        Quarter quarter, ComputedMeasures computed, IReadOnlyList<MeasureRow> kept, CancellationToken cancellationToken)
    {
        var bound = new SortedDictionary<Quarter, int>();
        for (int offset = -QuartersLinked; offset <= QuartersLinked; offset++)
            if (quarter.AddQuarters(offset) is var other && await measures.NewestAsync(other, cancellationToken) is > 0 and var edition)
                bound.Add(other, edition);
        string basis = HashOf(computed.Rows, bound, contracts.Policy);
        if (await FindDraftAsync(quarter, cancellationToken) is { } draft && draft.Ledger.Basis == basis
            && await measures.FindDraftAsync(quarter, cancellationToken) is { } drafted && draft.Rows == HashOf(drafted))
            return new Release(drafted, draft.Ledger, draft.Evidence);
        var entries = new List<LedgerEntry>();
        foreach ((Quarter other, int edition) in bound)
            if (await FindAsync(other, edition, cancellationToken) is { } ledger)
                entries.AddRange(ledger.Entries);
        using Telemetry.Step step = Telemetry.Begin("protect", quarter.ToString());
        ReleasedMeasures released = Protect(
            computed, contracts.Measures, contracts.Policy, new History(entries), Environment.ProcessorCount, cancellationToken);
        return new Release(
            [.. QuarterRelease.Finish([.. kept, .. released.Rows], contracts.Measures).Skip(kept.Count)],
            new Ledger(basis, released.Ledger, released.Withheld, MaskedIn(released)), released.Evidence);
    }

    /// <summary>Tells everybody who waits for figures what the newest ones of a quarter withhold.</summary>
    public async Task ReportAsync(Quarter quarter, Release release, CancellationToken cancellationToken)
    {
        if (release.Ledger.Withheld.Count > 0)
            await store.PutEvidenceOfWithheldAsync(quarter, JsonSerializer.SerializeToUtf8Bytes(release.Evidence, Json), cancellationToken);
        if (await store.PutWithheldAsync(quarter, release.Ledger.Withheld, cancellationToken) && release.Ledger.Withheld.Count > 0)
        {
            await audit.WriteAsync("figures withheld", quarter.ToString(), cancellationToken);
            LogWithheld(logger, new WithheldFigures(quarter, release.Ledger.Withheld).ToString(), null);
        }
    }

    /// <summary>Saves the disclosure ledger and the evidence of an edition. Call it before the rows are published.</summary>
    /// <param name="version">Of the ledger that an interrupted publication left; null for none.</param>
    /// <exception cref="RequestFailedException">Another process has saved another one meanwhile (409 or 412).</exception>
    public async Task SaveAsync(Quarter quarter, int edition, ETag? version, Release release, CancellationToken cancellationToken)
    {
        Telemetry.Protected(quarter.ToString(), release.Evidence.HiddenPercent);
        if (release.Evidence.AlreadyPublic.Count > 0)
        {
            await audit.WriteAsync("counts already public", $"{quarter}/{edition}", cancellationToken);
            LogAlreadyPublic(logger, quarter, null);
        }
        await store.PutAsync(
            quarter, edition, version, JsonSerializer.SerializeToUtf8Bytes(release.Ledger), JsonSerializer.SerializeToUtf8Bytes(release.Evidence, Json),
            EvidencePage.Render(release.Evidence, quarter, edition), cancellationToken);
    }

    /// <summary>The version of the ledger of an edition; null if there is none.</summary>
    public Task<ETag?> VersionAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        store.VersionAsync(quarter, edition, cancellationToken);

    /// <summary>Saves the draft of a quarter's next edition.</summary>
    public async Task SaveDraftAsync(Quarter quarter, Release release, CancellationToken cancellationToken)
    {
        var draft = new Draft(release.Ledger, release.Evidence, HashOf(release.Rows));
        await store.PutDraftAsync(quarter, JsonSerializer.SerializeToUtf8Bytes(draft), cancellationToken);
        await measures.PutDraftAsync(quarter, release.Rows, cancellationToken);
    }

    public async Task RemoveDraftAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        // The rows go last: while they exist, a draft is known to be left.
        await store.RemoveDraftAsync(quarter, cancellationToken);
        await measures.RemoveDraftAsync(quarter, cancellationToken);
    }

    /// <summary>The ledger and the evidence of the draft of a quarter's next edition; null if there is none.</summary>
    public async Task<Draft?> FindDraftAsync(Quarter quarter, CancellationToken cancellationToken) =>
        await store.FindDraftAsync(quarter, cancellationToken) is { } content ? JsonSerializer.Deserialize<Draft>(content) : null;

    /// <summary>The disclosure ledger of an edition; null if there is none.</summary>
    /// <exception cref="InvalidOperationException">An earlier version of the product wrote it: what it says of people cannot be read.</exception>
    public async Task<Ledger?> FindAsync(Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(quarter, edition, cancellationToken) is not { } content)
            return null;
        Ledger ledger = JsonSerializer.Deserialize<Ledger>(content)!;
        return ledger.Entries.All(e => e.Quarters is not null)
            ? ledger
            : throw new InvalidOperationException($"The disclosure ledger of {quarter}, edition {edition}, is of an earlier version (CHANGELOG.md).");
    }

    // The edition number does not belong to the figures.
    private static string HashOf(IReadOnlyList<MeasureRow> rows, IReadOnlyDictionary<Quarter, int> bound, DisclosurePolicy policy) =>
        HashOf(new { policy.Version, Bound = bound.Select(b => $"{b.Key}/{b.Value}"), Rows = rows.Select(r => r with { Edition = 0 }) });

    private static string HashOf<T>(T content) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)));

    private SortedDictionary<string, string> MaskedIn(ReleasedMeasures released)
    {
        var masked = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < released.Rows.Count; i++)
            if (released.Reasons[i].Length > 0)
                masked[_keys.Create(released.Rows[i].Key)] = released.Reasons[i];
        return masked;
    }

    /// <summary>The disclosure ledger of an edition; restricted.</summary>
    /// <param name="Basis">Hash of the unsuppressed figures, of what was published before and of the policy. With the same one nothing is protected
    /// again.</param>
    /// <param name="Withheld">Feeds and tables of which nothing was released.</param>
    /// <param name="Masked">For each masked row, by its key in the measures table, why it is masked. Ledgers of earlier versions do not say it.</param>
    public sealed record Ledger(
        string Basis, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<string> Withheld, IReadOnlyDictionary<string, string>? Masked);

    /// <param name="Rows">Hash of the rows, which have a file of their own: after a crash one of the two may be of an earlier draft.</param>
    public sealed record Draft(Ledger Ledger, ReleaseEvidence Evidence, string Rows);

    /// <param name="Rows">The rows that may be published.</param>
    public sealed record Release(IReadOnlyList<MeasureRow> Rows, Ledger Ledger, ReleaseEvidence Evidence);
}
