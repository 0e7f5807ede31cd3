namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Builds the risk and loss report (disclosure.md 5.4).</summary>
internal static class RiskAssessment
{
    public static RiskReport Assess(
        MicrodataPlan plan, MicrodataRelease release, SuppressionTally tally, RandomRecordSuppression recordSuppression, Quarter quarter)
    {
        IReadOnlyList<QuasiColumn> columns = plan.Histogram.Columns;
        ColumnLoss[] losses = [.. columns.Select((c, i) => Column(plan, tally, c, i))];
        GroupSuppression[] groups = [.. tally.Groups()];
        long cells = tally.Rows * columns.Count, suppressed = losses.Sum(l => l.SuppressedCells);
        double levels = columns.Select((c, i) => (c.Height, Level: plan.Node[i], Cells: tally.Cells(i))).Where(c => c.Height > 0)
            .Sum(c => ((double)c.Level / c.Height * (tally.Rows - c.Cells)) + c.Cells);
        var loss = new LossFigures(
            1 - levels / cells, losses.Average(l => l.NonUniformEntropyLoss), plan.Classes.Sum(c => (double)c.Value * c.Value),
            (double)tally.Rows / plan.Classes.Count / plan.Model.K, (double)suppressed / cells, (double)tally.SuppressedRows / tally.Rows);
        return new RiskReport(
            release.Feed.Name, quarter.ToString(), release.Feed.Version, release.Version,
            new SortedDictionary<string, int>(
                release.QuasiIdentifiers.Select(q => q.Hierarchy).Distinct().ToDictionary(h => h.Name, h => h.Version), StringComparer.Ordinal),
            plan.Model.K, plan.Model.L, plan.Model.SuppressionLimit, plan.IsPinned, tally.Rows,
            recordSuppression.Sizes.Where(s => s < plan.Model.K).Sum(), tally.SuppressedRows, recordSuppression.Total, plan.WithheldColumns, plan.Before,
            RiskOf.Table(recordSuppression.Sizes, release.Population),
            loss, losses, groups, [.. Subsets(plan)], [], [.. Warnings(plan, tally, groups)]);
    }

    private static ColumnLoss Column(MicrodataPlan plan, SuppressionTally tally, QuasiColumn column, int index)
    {
        long[] counts = column.CountsAt(0);
        int level = plan.Node[index];
        long cells = tally.Cells(index);
        return new ColumnLoss(
            column.Quasi.Column, column.Quasi.Hierarchy.Name, level, column.Quasi.Hierarchy.Levels[level], column.Height,
            EntropyLoss.Compute(column, level, tally.CellsByRawCode(index)), cells, (double)cells / tally.Rows,
            QuasiPower.Distinction(counts), QuasiPower.Separation(counts));
    }

    // k-anonymity of the full set implies it for every subset. The subset figures are shown because outsiders know places and ranks best.
    private static IEnumerable<SubsetClass> Subsets(MicrodataPlan plan) =>
        from a in plan.Histogram.Columns.Index()
        from b in plan.Histogram.Columns.Index().Skip(a.Index + 1)
        from c in plan.Histogram.Columns.Index().Skip(b.Index + 1)
        let columns = new[] { a.Item, b.Item, c.Item }
        where columns.Any(column => column.Quasi.IsWellKnown)
        let mask = a.Item.Mask | b.Item.Mask | c.Item.Mask
        let smallest = plan.Classes.AggregateBy(entry => entry.Key & mask, 0L, (sum, entry) => sum + entry.Value).Min(size => size.Value)
        select new SubsetClass([.. columns.Select(column => column.Quasi.Column)], smallest);

    private static IEnumerable<string> Warnings(MicrodataPlan plan, SuppressionTally tally, GroupSuppression[] groups)
    {
        foreach (GroupSuppression group in groups.Where(g => g.Warns))
        {
            string comparison = group.Ratio is { } ratio
                ? FormattableString.Invariant($"{ratio:0.0} times as often as on everyone else")
                : "and on nobody else";
            yield return $"Suppression falls on {group.Column} '{group.Group}' {comparison}.";
        }
        if (tally.SuppressedRows > plan.Model.SuppressionLimit * tally.Rows)
        {
            string share = FormattableString.Invariant($"{(double)tally.SuppressedRows / tally.Rows:P1}");
            string limit = FormattableString.Invariant($"{plan.Model.SuppressionLimit:P1}");
            yield return $"Cells of {share} of the records are suppressed, above the limit of {limit}.";
        }
        foreach (string column in plan.WithheldColumns)
            yield return plan.Histogram.Sensitive.Columns.Any(c => c.Name == column)
                ? $"Column '{column}' is left blank: the whole file holds too few different answers."
                : $"Column '{column}' is left blank: it is filled only for some answers of a withheld column and would reveal them.";
        if (plan.After.AverageProsecutorRisk > 0.1)
            yield return FormattableString.Invariant($"The average prosecutor risk is {plan.After.AverageProsecutorRisk:0.000}, above 0.1.");
    }
}

/// <summary>Re-identification risks (disclosure.md 5.3; definitions as in ARX and sdcMicro).</summary>
public static class RiskOf
{
    /// <param name="classes">Sizes of the equivalence classes, at least one.</param>
    /// <param name="population">People whom the table is a sample of; null where it holds everyone.</param>
    public static RiskFigures Table(IEnumerable<long> classes, long? population)
    {
        // Sizes are sorted, so that sums do not depend on the order of the classes.
        var sizes = new SortedDictionary<long, long>();
        foreach (long size in classes)
            sizes[size] = sizes.GetValueOrDefault(size) + 1;
        long records = sizes.Sum(s => s.Key * s.Value), count = sizes.Values.Sum(), smallest = sizes.Keys.First();
        double scale = population is { } people && people > records ? (double)people / records : 1;
        double Journalist(long size) => Record(size, size * scale);
        double average = (double)count / records;
        return new RiskFigures(
            count, smallest, sizes.GetValueOrDefault(1), 1.0 / smallest, average, average, Journalist(smallest),
            sizes.Sum(s => s.Key * s.Value * Journalist(s.Key)) / records);
    }

    /// <summary>The risk of a record in a class of <paramref name="sample"/> records that represent <paramref name="population"/> people: sdcMicro's
    /// approximation of the Benedetti–Franconi individual risk (<c>indivRisk</c>, method "approx"); 1 / sample where the sample is the whole
    /// population.</summary>
    public static double Record(double sample, double population)
    {
        if (population <= sample)
            return 1 / sample;
        double p = sample / population, odds = p / (1 - p);
        return sample switch
        {
            1 => odds * Math.Log(1 / p),
            2 => odds - odds * odds * Math.Log(1 / p),
            _ => p / (sample - (1 - p)),
        };
    }
}

/// <summary>Loss of non-uniform entropy in a written file (de Waal and Willenborg 1999; disclosure.md 5.4), including that of minimum levels and suppressed
/// cells: Σ over records of log2(records with the written value / records with the record's own value). A suppressed cell counts as the last level. The result
/// is a share of the loss with every column on the last level.</summary>
internal static class EntropyLoss
{
    /// <param name="suppressed">Suppressed cells by raw code.</param>
    /// <returns>0 to 1; 0 for a column that holds no information.</returns>
    public static double Compute(QuasiColumn column, int level, IReadOnlyList<long> suppressed)
    {
        long[] own = column.CountsAt(0), written = column.CountsAt(level);
        double lost = 0, all = 0, records = own.Sum();
        for (int raw = 0; raw < column.RawCounts.Count; raw++)
        {
            long n = column.RawCounts[raw], hidden = suppressed[raw];
            if (n == 0)
                continue;
            double own0 = own[column.Codes[0][raw]], last = Math.Log2(records / own0);
            lost += (n - hidden) * Math.Log2(written[column.Codes[level][raw]] / own0) + hidden * last;
            all += n * last;
        }
        return all > 0 ? lost / all : 0;
    }
}
