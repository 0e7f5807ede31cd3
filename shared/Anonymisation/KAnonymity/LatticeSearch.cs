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

    /// <summary>Orders nodes of equal cost by the first level that differs; the lower level comes first.</summary>
    public static int Compare(int[] a, int[] b) => a.AsSpan().SequenceCompareTo(b);
}
