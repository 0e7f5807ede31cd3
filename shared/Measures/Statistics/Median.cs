namespace IncDiv.Measures.Statistics;

public static class Median
{
    /// <summary>The middle value, or the mean of the middle two (SI 2017/172 reg. 9; statistics.md C8); null for none.</summary>
    /// <param name="values">The method reorders this array.</param>
    public static double? Compute(double[] values)
    {
        int half = values.Length / 2;
        if (values.Length == 0)
            return null;
        double upper = Select(values, half);
        // No value to the left of the middle is greater than it, so the other middle value is the maximum of those.
        return values.Length % 2 == 1 ? upper : (values.Take(half).Max() + upper) / 2;
    }

    // Hoare's selection: moves the value of that rank into place without sorting the rest. Equal values are divided between both sides.
    private static double Select(Span<double> values, int rank)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            double pivot = values[low + (high - low) / 2];
            int left = low, right = high;
            while (left <= right)
            {
                while (values[left] < pivot)
                    left++;
                while (values[right] > pivot)
                    right--;
                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }
            if (rank <= right)
                high = right;
            else if (rank >= left)
                low = left;
            else
                break;
        }
        return values[rank];
    }
}

public static class PayGap
{
    /// <summary>(A − B)/A × 100 (SI 2017/172 reg. 8 and 9; statistics.md C8): percent by which group B is paid less than the comparator A.</summary>
    public static double Compute(double comparator, double group) => (comparator - group) / comparator * 100;
}
