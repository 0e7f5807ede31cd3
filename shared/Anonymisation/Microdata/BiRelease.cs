using System.Globalization;

namespace IncDiv.Anonymisation.Microdata;

/// <summary>Plans the release of a table as k-anonymous and l-diverse microdata (disclosure.md 5.3).</summary>
public static class BiRelease
{
    /// <param name="histogram">All rows counted.</param>
    /// <param name="pinned">
    /// The levels of an earlier plan of the feed, so that quarters line up; null to search for the levels of least loss. A table that fails at
    /// pinned levels is suppressed more, up to <see cref="PrivacyModel.PinnedLimit"/>, or not released; it is never recoded silently.
    /// </param>
    public static PlanResult Plan(QuasiHistogram histogram, PrivacyModel model, IReadOnlyList<int>? pinned = null)
    {
        foreach (QuasiColumn column in histogram.Columns)
            column.Seal();
        if (histogram.Rows < model.K)
            return new NoPlan(Invariant($"There are fewer records ({histogram.Rows}) than the k = {model.K} that have to share their quasi-identifiers."));
        if (pinned is not null && (pinned.Count != histogram.Columns.Count || pinned.Where((level, c) => level < histogram.Columns[c].Quasi.Finest || level > histogram.Columns[c].Height).Any()))
            return new NoPlan("The pinned levels are not levels of this release: its hierarchies have changed since. Choose levels anew.");
        SensitiveColumns sensitive = histogram.Sensitive;
        ulong answers = 0;
        histogram.Visit((_, _, seen) =>
        {
            foreach (ulong entry in seen)
                answers |= entry;
            return true;
        });
        int[] withheld = [.. Enumerable.Range(0, sensitive.Columns.Count).Where(c => sensitive.Distinct(c, answers) < model.L)];
        Func<ulong, bool> diverse = sensitive.Diverse(model.L, withheld);

        var costs = new LevelCosts(histogram.Columns);
        var test = new NodeTest(histogram, model, diverse, pinned is null ? model.SuppressionLimit : model.PinnedLimit);
        int[]? node = pinned?.ToArray() ?? new LatticeSearch(histogram.Columns, costs, test).Find();
        if (node is null)
            return new NoPlan(Invariant($"No levels of the hierarchies leave at most {model.SuppressionLimit:P1} of the records in classes below k = {model.K}."));
        NodeResult result = test.Evaluate(node);
        if (!result.Passes)
            return new NoPlan(Invariant($"At the pinned levels more than {model.PinnedLimit:P1} of the records are in classes below k = {model.K}, or not diverse. Choose levels anew, for all quarters."));

        var suppression = new LocalSuppression(histogram.Columns, node, result.Classes!, model, diverse);
        KeyValuePair<UInt128, long>[] classes = [.. suppression.Classes.Select(c => KeyValuePair.Create(c.Key, c.Value.Count)).OrderBy(c => c.Key)];
        long? population = histogram.Release?.Population;
        return new BiPlan(histogram, model, node, pinned is not null)
        {
            NodesEvaluated = test.Evaluated,
            RecordsLeftToSuppression = result.AtRisk,
            WithheldColumns = [.. withheld.Select(c => sensitive.Columns[c].Name)],
            Before = RiskOf.Table(OriginalClasses.Sizes(histogram), population),
            After = RiskOf.Table(classes.Select(c => c.Value), population),
            EntropyLoss = [.. costs.Entropy.Select((shares, c) => shares[node[c]])],
            Suppressed = suppression.Changed,
            Classes = classes,
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
