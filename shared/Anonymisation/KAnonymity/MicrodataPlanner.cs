namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Plans the release of a table as k-anonymous and l-diverse microdata (disclosure.md 5.3).</summary>
public static class MicrodataPlanner
{
    /// <param name="histogram">The histogram of all rows.</param>
    /// <param name="pinned">The levels of an earlier plan of the feed, so that quarters are comparable; null to search for the levels of least loss. A table
    /// that fails at pinned levels gets more suppression, up to <see cref="PrivacyModel.PinnedLimit"/>, or is not released. Its levels never change
    /// silently.</param>
    public static PlanResult Plan(QuasiHistogram histogram, PrivacyModel model, IReadOnlyList<int>? pinned = null)
    {
        foreach (QuasiColumn column in histogram.Columns)
            column.Seal();
        if (histogram.Rows < model.Planned.K)
        {
            return new NoPlanFound(Invariant(
                $"The feed has too few records ({histogram.Rows}) for microdata: at least {Required(model)} must share their quasi-identifiers."));
        }
        if (pinned is not null && !Exist(pinned, histogram.Columns))
            return new NoPlanFound("The pinned levels do not exist in this release, because its hierarchies have changed since. Choose levels again.");
        SensitiveColumns sensitive = histogram.Sensitive;
        ulong answers = 0;
        histogram.Visit((_, _, seen) =>
        {
            foreach (ulong entry in seen)
                answers |= entry;
            return true;
        });
        string[] withheld = Withheld(histogram.Release, sensitive.Columns.Where((_, c) => sensitive.Distinct(c, answers) < model.L).Select(c => c.Name));
        IEnumerable<int> withheldColumns = Enumerable.Range(0, sensitive.Columns.Count).Where(c => withheld.Contains(sensitive.Columns[c].Name));
        Func<ulong, bool> diverse = sensitive.Diverse(model.L, [.. withheldColumns]);

        var costs = new LevelCosts(histogram.Columns);
        var test = new NodeTest(histogram, model.Planned, diverse, pinned is null ? model.SuppressionLimit : model.PinnedLimit);
        int[]? node = pinned?.ToArray() ?? new LatticeSearch(histogram.Columns, costs, test).Find();
        if (node is null)
        {
            return new NoPlanFound(Invariant(
                $"No levels of the hierarchies leave at most {model.SuppressionLimit:P1} of the records in classes below {Required(model)}."));
        }
        NodeResult result = test.Evaluate(node);
        if (!result.Passes)
        {
            string limit = Invariant($"{model.PinnedLimit:P1}");
            return new NoPlanFound(
                $"At the pinned levels more than {limit} of the records are in classes below {Required(model)}, or not diverse. "
                + "Choose levels again for all quarters.");
        }

        var suppression = new LocalSuppression(histogram.Columns, node, result.Classes!, model.Planned, diverse);
        KeyValuePair<UInt128, long>[] classes = [.. suppression.Classes.Select(c => KeyValuePair.Create(c.Key, c.Value.Count)).OrderBy(c => c.Key)];
        long? population = histogram.Release?.Population;
        return new MicrodataPlan(histogram, model, node, pinned is not null)
        {
            NodesEvaluated = test.Evaluated,
            RecordsToSuppress = result.AtRisk,
            WithheldColumns = withheld,
            Before = RiskOf.Table(histogram.OriginalSizes(), population),
            After = RiskOf.Table(classes.Select(c => c.Value), population),
            Suppressed = suppression.Changed,
            Classes = classes,
        };
    }

    // A column that is filled only for some answers of a withheld column would reveal them, so it is withheld too. This applies repeatedly.
    private static string[] Withheld(MicrodataRelease? release, IEnumerable<string> columns)
    {
        List<string> withheld = [.. columns];
        for (int i = 0; i < withheld.Count; i++)
        {
            withheld.AddRange(release?.Feed.Rules.OfType<BlankUnless>()
                .Where(r => r.When == withheld[i] && !withheld.Contains(r.Column) && release.Measures.Any(m => m.Name == r.Column))
                .Select(r => r.Column)
                .Distinct()
                .ToList() ?? []);
        }
        return [.. withheld];
    }

    private static bool Exist(IReadOnlyList<int> levels, IReadOnlyList<QuasiColumn> columns) =>
        levels.Count == columns.Count && levels.Index().All(l => l.Item >= columns[l.Index].Quasi.MinLevel && l.Item <= columns[l.Index].Height);

    private static string Required(PrivacyModel model) => model.RandomlySuppressed == 0
        ? Invariant($"k = {model.K}")
        : Invariant($"k = {model.K} plus up to {model.MaxRandomlySuppressed} records left out at random");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
