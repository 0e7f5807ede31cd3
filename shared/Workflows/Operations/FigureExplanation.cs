using IncDiv.Contracts.Policies;

namespace IncDiv.Workflows.Operations;

/// <summary>How a figure came about.</summary>
/// <param name="Figure">Computed now from the curated data, unsuppressed.</param>
/// <param name="Counts">Who is behind it, and how many.</param>
/// <param name="Edition">The edition in which it came out last; 0: none has.</param>
/// <param name="Published">As readers see it; null where that edition does not have it.</param>
/// <param name="WhyMasked">Null where it is shown.</param>
/// <param name="WhatFreesIt">Null where it is shown.</param>
public sealed record ExplainedFigure(
    Measure Measure, MeasureRow Figure, FigureCounts Counts, int Edition, MeasureRow? Published, string? WhyMasked, string? WhatFreesIt);

/// <summary>Explains single figures to those who may see true counts. Each explanation is audited.</summary>
public sealed class FigureExplanation(
    EditionStorage editions, MeasureStore measures, ReleaseControl control, ContractSet contracts, AuditLog audit)
{
    /// <param name="key">Its row key in the measures table: <c>measure|statistic|breakdown|group|comparator</c>.</param>
    /// <returns>Null if the quarter has no such figure.</returns>
    public async Task<ExplainedFigure?> FindAsync(Quarter quarter, string key, CancellationToken cancellationToken)
    {
        PublishedFigures last = await editions.FindLastAsync(quarter, cancellationToken);
        ComputedMeasures computed = await editions.ComputeAsync(quarter, last, cancellationToken);
        var keys = new MeasureKeys(contracts.Measures);
        int place = Enumerable.Range(0, computed.Rows.Count).FirstOrDefault(i => keys.Create(computed.Rows[i].Key) == key, -1);
        if (place < 0)
            return null;
        // The audit row is written first: a repeated row is acceptable, a missing one is not.
        await audit.WriteAsync("figure explained", $"{quarter} {key}", cancellationToken);
        MeasureRow figure = computed.Rows[place];
        // Of a quarter that nobody has published yet figures are explained as they wait.
        IReadOnlyList<MeasureRow> rows = last.Edition > 0 ? last.Rows : await measures.FindDraftAsync(quarter, cancellationToken) ?? [];
        MeasureRow? published = rows.FirstOrDefault(r => r.Key == figure.Key);
        Measure measure = contracts.Measures.Find(figure.MeasureId)!;
        if (published is null || !published.Symbol.HasFlag(Symbols.Suppressed))
            return new ExplainedFigure(measure, figure, computed.Counts[place], last.Edition, published, null, null);
        ReleaseControl.Ledger? ledger = last.Edition > 0
            ? await control.FindAsync(quarter, last.Edition, cancellationToken)
            : (await control.FindDraftAsync(quarter, cancellationToken))?.Ledger;
        string reason = ledger?.Masked?.GetValueOrDefault(key) ?? "";
        (string why, string frees) = InWords(reason, computed.Counts[place], contracts.Policy, IsWorkforce(figure.Feed));
        return new ExplainedFigure(measure, figure, computed.Counts[place], last.Edition, published, why, frees);
    }

    private bool IsWorkforce(string feed) => contracts.Feeds.Find(feed)?.Kind == FeedKind.Workforce;

    private static (string Why, string Frees) InWords(string reason, FigureCounts counts, DisclosurePolicy policy, bool isWorkforce) => reason switch
    {
        "small or sensitive" => Small(counts, policy, policy.MinimumFor(isWorkforce)),
        "partner" => (
            "It is large enough, but with other figures it would give away a small one.",
            "The small figures of its table, or of one that adds up with it, become large enough."),
        "tells of another" => ("It compares with, or is worked out from, a suppressed figure.", "That figure is shown."),
        "table left out" => (
            "Its table is not published: too much of it would be suppressed to protect others. A coarser table is.",
            "Fewer small groups in the tables that add up with it."),
        _ => ("The ledger of this edition does not say why.", "A new edition of it."),
    };

    private static (string Why, string Frees) Small(FigureCounts counts, DisclosurePolicy policy, int minimum)
    {
        SmallNumerators few = policy.SmallNumerators;
        if (counts.Sides.Any(s => s.Base.Persons > 0 && s.Base.Persons < minimum))
            return ("It is about too few people.", FormattableString.Invariant($"At least {minimum} people in each group that it is about."));
        if (counts.Sides.Any(s => s.IsPay && s.Base.Persons < policy.MinimumPay))
            return ("A figure of pay needs more people.", FormattableString.Invariant($"At least {policy.MinimumPay} people on either side."));
        if (counts.Sides.Any(s => s.Parts.Any(p => Math.Min(p.Persons, s.Base.Persons - p.Persons) < minimum) || s.Others.Any(o => o.Persons < minimum)))
            return (
                "Too few people in the group have the property, or lack it, or it is known of all of them.",
                FormattableString.Invariant($"More than {few.Everywhere} people who have it, and who lack it; more than {few.InSmallGroups} in a small or ")
                    + FormattableString.Invariant($"senior group; at least {minimum} where the policy calls the measure or the characteristic sensitive."));
        return (
            "A count behind it was too small when it was suppressed, or a year before.", "A later edition or quarter, if its counts stay large enough.");
    }
}
