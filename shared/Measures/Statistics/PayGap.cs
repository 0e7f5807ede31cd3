namespace IncDiv.Measures.Statistics;

public static class PayGap
{
    /// <summary>(A − B)/A × 100 (SI 2017/172 reg. 8 and 9; statistics.md C8): percent by which group B is paid less than the comparator A.</summary>
    public static double Compute(double comparator, double group) => (comparator - group) / comparator * 100;
}
