namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>How well values tell records apart (Motwani and Xu 2007): found from the sizes of the classes that they make.</summary>
public static class QuasiPower
{
    /// <summary>Distinct values / records.</summary>
    public static double Distinction(IReadOnlyCollection<long> classes) => (double)classes.Count(c => c > 0) / classes.Sum();

    /// <summary>Share of the pairs of records that differ; 0 where there is no pair.</summary>
    public static double Separation(IReadOnlyCollection<long> classes)
    {
        double records = classes.Sum();
        return records < 2 ? 0 : 1 - classes.Sum(c => (double)c * (c - 1)) / (records * (records - 1));
    }
}
