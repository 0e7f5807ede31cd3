namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>
/// Finds the cheapest node that no known failing node tags: for every failing node it is coarser in at least one column. Branches on
/// the failing node that leaves the fewest ways out and bounds by the best node so far; of equal costs the lexically first wins.
/// </summary>
internal sealed class LowestCostNode(long[][] costs, int[] finest, IReadOnlyList<int[]> failing)
{
    private readonly int[] _heights = [.. costs.Select(c => c.Length - 1)];
    private int[]? _best;
    private long _bestCost;

    /// <param name="bound">Cost of a node that is known to do.</param>
    /// <returns>Null where every node is tagged or costs more than <paramref name="bound"/>.</returns>
    public int[]? Find(long bound)
    {
        (_best, _bestCost) = (null, bound);
        Search(finest, [.. _heights], costs.Select((c, i) => c[finest[i]]).Sum());
        return _best;
    }

    private void Search(int[] node, int[] caps, long cost)
    {
        int[]? branch = null;
        int fewest = int.MaxValue;
        long dearest = 0;
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
            dearest = Math.Max(dearest, cheapest);
            if (ways < fewest)
                (branch, fewest) = (tag, ways);
        }
        if (cost + dearest > _bestCost)
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
            // The other branches leave this column at or below the tag: no node is visited twice.
            (raised[c], capped[c]) = (node[c], branch[c]);
        }
    }
}
