using IncDiv.Anonymisation.KAnonymity;
using IncDiv.Contracts.Microdata;

namespace IncDiv.Anonymisation.Tests.Microdata;

public sealed class LatticeSearchTests
{
    private static readonly CuratedColumn Sensitive = new("answer", CuratedKind.Flag, null);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 300)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_optimum_is_the_one_that_trying_every_node_finds(int seed)
    {
        RandomTable table = new(seed);
        using QuasiHistogram histogram = table.Histogram();

        PlanResult result = MicrodataPlanner.Plan(histogram, table.Model);

        int[]? best = null;
        var costs = new LevelCosts(histogram.Columns);
        foreach (int[] node in Nodes(histogram).Where(n => !n.Where((level, c) => level < histogram.Columns[c].Quasi.MinLevel).Any()))
            if (table.AtRisk(node) <= (long)(table.Rows.Length * table.Model.SuppressionLimit) && (best is null || costs.Compute(node) < costs.Compute(best)))
                best = node;
        if (best is null)
            Assert.IsType<NoPlanFound>(result);
        else
            Assert.Equal(best, Assert.IsType<MicrodataPlan>(result).Node);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_record_is_in_a_class_that_meets_the_rules(int seed)
    {
        RandomTable table = new(seed);
        using QuasiHistogram histogram = table.Histogram();
        if (MicrodataPlanner.Plan(histogram, table.Model) is not MicrodataPlan plan)
            return;

        var recoding = new Recoding(histogram.Columns, null, [.. plan.Node]);
        var written = table.Rows.Select(r =>
        {
            UInt128 key = recoding.Apply(histogram.Columns.Select((c, i) => (UInt128)c.RawCode(r[i]) << c.Shift).Aggregate((a, b) => a | b));
            return (Key: plan.Suppressed.GetValueOrDefault(key, key), Answer: r[^1]);
        }).GroupBy(r => r.Key).ToList();

        Assert.All(written, g => Assert.True(g.Count() >= table.Model.K));
        if (plan.WithheldColumns.Count == 0 && table.Model.L > 1)
            Assert.All(written, g => Assert.True(g.Select(r => r.Answer).OfType<string>().Distinct().Count() >= table.Model.L));
        Assert.Equal(written.OrderBy(g => g.Key).Select(g => (g.Key, g.LongCount())), plan.Classes.Select(c => (c.Key, c.Value)));
        foreach (UInt128 key in plan.Suppressed.Keys)
            Assert.True((plan.Suppressed[key] & ~key) == 0 && plan.Suppressed[key] != key, "Suppression only takes values away.");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Coarsening_never_puts_more_records_at_risk_and_never_loses_less(int seed)
    {
        RandomTable table = new(seed);
        using QuasiHistogram histogram = table.Histogram();
        foreach (QuasiColumn column in histogram.Columns)
            column.Seal();
        var costs = new LevelCosts(histogram.Columns);
        var atRisk = Nodes(histogram).ToDictionary(n => string.Join(',', n), table.AtRisk);
        foreach (int[] node in Nodes(histogram))
            for (int c = 0; c < node.Length; c++)
                if (node[c] < histogram.Columns[c].Height)
                {
                    int[] coarser = [.. node];
                    coarser[c]++;
                    Assert.True(atRisk[string.Join(',', coarser)] <= atRisk[string.Join(',', node)]);
                    Assert.True(costs.Compute(coarser) > costs.Compute(node));
                }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Neither_the_order_of_the_rows_nor_a_full_table_changes_the_plan(int seed)
    {
        RandomTable table = new(seed);
        using QuasiHistogram histogram = table.Histogram(), shuffled = table.Shuffled().Histogram(), spilled = table.Histogram(capacity: 3);

        MicrodataPlan[] plans = [.. new[] { histogram, shuffled, spilled }.Select(h => Assert.IsType<MicrodataPlan>(MicrodataPlanner.Plan(h, table.Model)))];

        Assert.All(plans, p => Assert.Equal(plans[0].Node, p.Node));
        Assert.All(plans, p => Assert.Equal(plans[0].Classes, p.Classes));
        Assert.All(plans, p => Assert.Equal((plans[0].Before, plans[0].After), (p.Before, p.After)));
        Assert.All(plans, p => Assert.Equal(plans[0].Suppressed.OrderBy(s => s.Key), p.Suppressed.OrderBy(s => s.Key)));
    }

    private static IEnumerable<int[]> Nodes(QuasiHistogram histogram) =>
        histogram.Columns.Aggregate(
            (IEnumerable<int[]>)[[]],
            (nodes, c) => nodes.SelectMany(n => Enumerable.Range(0, c.Height + 1).Select(level => (int[])[.. n, level])));

    // Two to five columns of up to eight values in random hierarchies; some values rare, some blank.
    private sealed class RandomTable
    {
        private readonly QuasiIdentifier[] _quasi;

        public RandomTable(int seed)
        {
            var random = new Random(seed);
            _quasi = [.. Enumerable.Range(0, random.Next(2, 6)).Select(c => new QuasiIdentifier($"c{c}", RandomHierarchy(random, c), random.Next(1, 5)))];
            _quasi = [.. _quasi.Select(q => random.Next(4) == 0 ? q with { MinLevel = 1 } : q)];
            int rows = random.Next(20, 200);
            Rows = [.. Enumerable.Range(0, rows).Select(_ => (string?[])
                [.. _quasi.Select(q => Rare(random, q.Hierarchy.Values!)), random.Next(3) switch { 0 => "true", 1 => null, _ => "false" }])];
            Model = new PrivacyModel(random.Next(2, 8), random.Next(1, 3), random.Next(3) * 0.05);
        }

        private RandomTable(RandomTable table, Random random)
        {
            (_quasi, Model) = (table._quasi, table.Model);
            string?[][] rows = [.. table.Rows];
            random.Shuffle(rows);
            Rows = rows;
        }

        public string?[][] Rows { get; }

        public PrivacyModel Model { get; }

        public RandomTable Shuffled() => new(this, new Random(1));

        public QuasiHistogram Histogram(int capacity = 1 << 21) => SmallTable.Histogram(_quasi, Rows, Sensitive, capacity);

        /// <summary>Computed by the definition, from the rows as text.</summary>
        public long AtRisk(int[] node)
        {
            bool anyAnswers = Model.L <= 1 || Rows.Select(r => r[^1]).OfType<string>().Distinct().Count() < Model.L;
            return Rows.GroupBy(r => string.Join('|', _quasi.Select((q, c) => q.Hierarchy.Generalise(r[c] ?? Hierarchy.Unknown, node[c]))))
                .Where(g => g.Count() < Model.K || (!anyAnswers && g.Select(r => r[^1]).OfType<string>().Distinct().Count() < Model.L))
                .Sum(g => g.LongCount());
        }

        private static string? Rare(Random random, IReadOnlyList<string> values) =>
            values[Math.Min(random.Next(values.Count), random.Next(values.Count))] is var value && value == Hierarchy.Unknown ? null : value;

        private static Hierarchy RandomHierarchy(Random random, int column)
        {
            int values = random.Next(2, 9), levels = random.Next(1, 4);
            var paths = Enumerable.Range(0, values).Select(v => new List<string> { $"v{v}" }).ToList();
            for (int level = 1; level < levels; level++)
            {
                var parents = paths.Select(p => p[^1]).Distinct().ToDictionary(p => p, _ => $"l{level}g{random.Next(1, values)}");
                paths.ForEach(p => p.Add(parents[p[^1]]));
            }
            return SmallTable.Hierarchy($"h{column}", [.. paths.Select(p => (string[])[.. p, "*"])]);
        }
    }
}
