namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Finds the passing node of least cost; the result is exact. Passing is monotone: a node coarser than a passing node passes, and a node finer than a
/// failing node fails (predictive tagging as in ARX's Flash, Kohlmayer et al. 2012, and OLA, El Emam et al. 2009). The search tests the cheapest untagged node.
/// If it passes, it is the optimum. If not, the search coarsens it as far as it still fails, which tags the most nodes, and continues. Ties: lower precision
/// loss, then the lexically first levels.</summary>
internal sealed class LatticeSearch(IReadOnlyList<QuasiColumn> columns, LevelCosts costs, NodeTest test)
{
    private readonly List<int[]> _failing = [];
    private readonly List<int[]> _passing = [];

    /// <summary>The optimum, or null where not even the coarsest node passes.</summary>
    public int[]? Find()
    {
        int[] minLevels = [.. columns.Select(c => c.Quasi.MinLevel)];
        int[] top = [.. columns.Select(c => c.Height)];
        if (!Passes(top))
            return null;
        while (true)
        {
            int[] cheapest = new LowestCostNode(costs.Costs, minLevels, _failing).Find(_passing.Min(costs.Compute))
                ?? throw new InvalidOperationException("A node passes and is tagged as failing.");
            if (Passes(cheapest))
                return cheapest;
            _failing.Add(Coarsened(cheapest));
        }
    }

    // Columns with few values are coarsened first, so the columns that make the node fail remain.
    private int[] Coarsened(int[] failing)
    {
        int[] node = [.. failing];
        foreach (int c in Enumerable.Range(0, node.Length).OrderBy(c => columns[c].Values[node[c]].Length).ThenBy(c => c))
            for (int low = node[c], high = columns[c].Height, level = high; low < high; level = (low + high + 1) / 2)
            {
                int before = node[c];
                node[c] = level;
                if (Passes(node))
                    (node[c], high) = (before, level - 1);
                else
                    low = level;
            }
        return node;
    }

    private bool Passes(int[] node)
    {
        if (_passing.Exists(p => Lattice.IsBelow(p, node)))
            return true;
        if (_failing.Exists(f => Lattice.IsBelow(node, f)))
            return false;
        bool passes = test.Evaluate(node).Passes;
        if (passes)
            _passing.Add([.. node]);
        return passes;
    }
}

/// <summary>The nodes of a generalisation lattice: one level for each quasi-identifier.</summary>
internal static class Lattice
{
    /// <summary>Whether <paramref name="fine"/> is nowhere coarser than <paramref name="coarse"/>.</summary>
    public static bool IsBelow(int[] fine, int[] coarse)
    {
        for (int i = 0; i < fine.Length; i++)
            if (fine[i] > coarse[i])
                return false;
        return true;
    }
}

/// <summary>Finds the cheapest node that is not tagged, that is, which is coarser than every known failing node in at least one column. This is a
/// branch-and-bound search: it branches on the failing node with the fewest columns to coarsen and prunes by the best node so far. Of nodes with equal cost,
/// the lexically first wins.</summary>
internal sealed class LowestCostNode(long[][] costs, int[] minLevels, IReadOnlyList<int[]> failing)
{
    private readonly int[] _heights = [.. costs.Select(c => c.Length - 1)];
    private int[]? _best;
    private long _bestCost;

    /// <param name="bound">Cost of a node that is known to pass.</param>
    /// <returns>Null where every node is tagged or costs more than <paramref name="bound"/>.</returns>
    public int[]? Find(long bound)
    {
        (_best, _bestCost) = (null, bound);
        Search(minLevels, [.. _heights], costs.Select((c, i) => c[minLevels[i]]).Sum());
        return _best;
    }

    private void Search(int[] node, int[] caps, long cost)
    {
        int[]? branch = null;
        int minWays = int.MaxValue;
        long minIncrease = 0;
        foreach (int[] tag in failing)
        {
            if (!Lattice.IsBelow(node, tag))
                continue;
            int ways = 0;
            long cheapest = long.MaxValue;
            for (int c = 0; c < node.Length; c++)
                if (tag[c] < caps[c])
                {
                    ways++;
                    cheapest = Math.Min(cheapest, costs[c][tag[c] + 1] - costs[c][node[c]]);
                }
            if (ways == 0)
                return;
            minIncrease = Math.Max(minIncrease, cheapest);
            if (ways < minWays)
                (branch, minWays) = (tag, ways);
        }
        if (cost + minIncrease > _bestCost)
            return;
        if (branch is null)
        {
            if (cost < _bestCost || _best is null || node.AsSpan().SequenceCompareTo(_best) < 0)
                (_best, _bestCost) = ([.. node], cost);
            return;
        }
        int[] raised = [.. node], capped = [.. caps];
        foreach (int c in Enumerable.Range(0, node.Length).Where(c => branch[c] < caps[c]).OrderBy(c => costs[c][branch[c] + 1] - costs[c][node[c]]))
        {
            raised[c] = branch[c] + 1;
            Search(raised, capped, cost + costs[c][raised[c]] - costs[c][node[c]]);
            // The other branches keep this column at or below the tag, so no node is visited twice.
            (raised[c], capped[c]) = (node[c], branch[c]);
        }
    }
}
