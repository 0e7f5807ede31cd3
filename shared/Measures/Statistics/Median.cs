namespace IncDiv.Measures.Statistics;

public static class Median
{
    /// <summary>The middle value, or the mean of the middle two (SI 2017/172 reg. 9; statistics.md C8); null for none.</summary>
    /// <param name="values">Their order is lost.</param>
    public static double? Compute(double[] values)
    {
        int half = values.Length / 2;
        if (values.Length == 0)
            return null;
        double upper = Select(values, half);
        // What stands left of the middle is not greater than it: the other middle value is the greatest there.
        return values.Length % 2 == 1 ? upper : (values.Take(half).Max() + upper) / 2;
    }

    // Hoare's selection: brings the value of that rank to its place without sorting the rest; values repeat, so equal ones are split.
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
