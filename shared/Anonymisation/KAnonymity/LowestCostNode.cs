namespace IncDiv.Anonymisation.KAnonymity;

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
            if (cost < _bestCost || _best is null || Lattice.Compare(node, _best) < 0)
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
