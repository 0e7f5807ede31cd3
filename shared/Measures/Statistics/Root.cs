namespace IncDiv.Measures.Statistics;

internal static class Root
{
    /// <summary>Where an increasing function crosses zero, by bisection to the last bit. It is slow but reliable.</summary>
    public static double Between(double low, double high, Func<double, double> increasing)
    {
        while (true)
        {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                return middle;
            if (increasing(middle) < 0)
                low = middle;
            else
                high = middle;
        }
    }
}
