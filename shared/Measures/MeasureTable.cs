using IncDiv.Contracts;
using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Output;
using IncDiv.Measures.Estimates;

namespace IncDiv.Measures;

/// <summary>The rows of one measure in the shape of outputs.md section 2.</summary>
/// <param name="pools">One for each window of the measure.</param>
internal sealed class MeasureTable(Measure measure, IReadOnlyList<Pool> pools, Quarter quarter, int edition, MeasureCatalogue catalogue)
{
    /// <summary>By breakdown, group, statistic and window.</summary>
    public IEnumerable<MeasureRow> Rows()
    {
        if (pools.All(p => p.Tallies.Count == 0))
            return pools.Select(p => Row(p, Breakdown.All, Breakdown.AllGroup, "", "level", Estimate.NotSupplied));
        Estimator estimator = Estimator.Of(measure);
        // Two groupings may be reported under one name and share a group, such as 16-24: its level is reported once.
        var reported = new HashSet<(string, string)>();
        return
            from breakdown in measure.Breakdowns
            let ladders = LaddersOf(breakdown)
            from ladder in ladders
            from step in Enumerable.Range(0, ladder.Count)
            from row in Level(estimator, breakdown, ladder[step], reported)
                .Concat(Comparisons(estimator, breakdown, ladder, step, ladders))
            select row;
    }

    private IEnumerable<MeasureRow> Level(Estimator estimator, Breakdown breakdown, string group, HashSet<(string, string)> reported) =>
        estimator.LevelStatistic is { } statistic && reported.Add((breakdown.Reports, group))
            ? pools.Select(p => Row(
                p, breakdown.Reports, group, "", statistic, p.IsComplete ? estimator.Level(p, breakdown, group) : Estimate.NotSupplied))
            : [];

    private IEnumerable<MeasureRow> Comparisons(
        Estimator estimator, Breakdown breakdown, IReadOnlyList<string> ladder, int step, IReadOnlyList<IReadOnlyList<string>> ladders)
    {
        string group = ladder[step];
        foreach (Comparison comparison in measure.Comparisons.Where(c => c.Breakdown == breakdown.Name))
        {
            if (comparison.Groups.Count > 0 && !comparison.Groups.Contains(group))
                continue;
            (string label, string[] against) = comparison.Kind switch
            {
                ComparatorKind.Group => (comparison.Against, group == comparison.Against ? [] : [comparison.Against]),
                ComparatorKind.Rest => (comparison.Against, [.. ladders.SelectMany(l => l).Where(g => g != group)]),
                _ => step == 0 ? ("", Array.Empty<string>()) : (ladder[step - 1], [ladder[step - 1]]),
            };
            if (against.Length == 0)
                continue;
            foreach (Pool pool in pools)
                yield return Row(
                    pool, breakdown.Reports, group, label, comparison.Statistic,
                    pool.IsComplete ? estimator.Compare(pool, breakdown, group, against, comparison.Statistic) : Estimate.NotSupplied);
        }
    }

    // The values of a text column are no contract: only those with somebody in the denominator have rows.
    private IReadOnlyList<IReadOnlyList<string>> LaddersOf(Breakdown breakdown)
    {
        Pool widest = pools.MaxBy(p => p.Tallies.Count)!;
        IReadOnlyList<IReadOnlyList<string>> ladders = widest.LaddersOf(breakdown);
        return breakdown.Columns.Any(c => c.Grouping is null)
            ? [.. ladders.Select(l => l.Where(g => widest.Of(measure, breakdown, g).N > 0).ToList())]
            : ladders;
    }

    private MeasureRow Row(Pool pool, string breakdown, string group, string comparator, string statistic, Estimate estimate)
    {
        bool isLevel = statistic is "level" or "index";
        return new MeasureRow
        {
            Quarter = quarter.ToString(),
            PeriodStart = pool.Start,
            PeriodEnd = pool.End,
            Window = pool.Window,
            MeasureId = measure.Id,
            MeasureName = measure.Name,
            Feed = measure.Feed,
            Breakdown = breakdown,
            Group = group,
            Comparator = comparator,
            Statistic = statistic,
            Unit = UnitOf(statistic),
            Value = estimate.Value,
            Lower = estimate.Interval?.Lower,
            Upper = estimate.Interval?.Upper,
            N = estimate.N is { } n ? (int)Math.Round(n, MidpointRounding.AwayFromZero) : null,
            NEffective = estimate.NEffective,
            PValue = estimate.P,
            Significance = estimate.Significance,
            Symbol = estimate.Symbol,
            Polarity = measure.Polarity,
            Benchmark = isLevel ? measure.Benchmark?.Value : null,
            BenchmarkSource = isLevel ? measure.Benchmark?.Source ?? "" : "",
            Target = isLevel ? measure.Target : null,
            Status = estimate.Value is null ? "no data" : "no target",
            Edition = edition,
            CatalogueVersion = catalogue.Version,
        };
    }

    private string UnitOf(string statistic) => statistic switch
    {
        "ratio" => "ratio",
        // A pay gap is in percent of the comparator's pay.
        "gap" when measure.Kind is MeasureKind.MeanPayGap or MeasureKind.MedianPayGap => measure.Unit,
        "gap" when measure.Unit == "percent" => "percentage points",
        _ => measure.Unit,
    };
}
