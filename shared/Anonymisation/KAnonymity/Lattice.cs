namespace IncDiv.Anonymisation.KAnonymity;

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

    /// <summary>Order between nodes of equal cost: the one with the lower first differing level comes first.</summary>
    public static int Compare(int[] a, int[] b) => a.AsSpan().SequenceCompareTo(b);
}
