namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Re-identification risks (disclosure.md 5.3; definitions as in ARX and sdcMicro).</summary>
public static class RiskOf
{
    /// <param name="classes">Sizes of the equivalence classes, at least one.</param>
    /// <param name="population">People whom the table is a sample of; null where it holds everyone.</param>
    public static RiskFigures Table(IEnumerable<long> classes, long? population)
    {
        // The few sizes that occur, in order: sums do not depend on the order of the classes.
        var sizes = new SortedDictionary<long, long>();
        foreach (long size in classes)
            sizes[size] = sizes.GetValueOrDefault(size) + 1;
        long records = sizes.Sum(s => s.Key * s.Value), count = sizes.Values.Sum(), smallest = sizes.Keys.First();
        double scale = population is { } people && people > records ? (double)people / records : 1;
        double Journalist(long size) => Record(size, size * scale);
        double average = (double)count / records;
        return new RiskFigures(
            count, smallest, sizes.GetValueOrDefault(1), 1.0 / smallest, average, average, Journalist(smallest),
            sizes.Sum(s => s.Key * s.Value * Journalist(s.Key)) / records);
    }

    /// <summary>
    /// The risk of a record in a class of <paramref name="sample"/> records that stand for <paramref name="population"/> people: sdcMicro's
    /// approximation of the Benedetti–Franconi individual risk (<c>indivRisk</c>, method "approx"); 1 / sample where the sample is everyone.
    /// </summary>
    public static double Record(double sample, double population)
    {
        if (population <= sample)
            return 1 / sample;
        double p = sample / population, odds = p / (1 - p);
        return sample switch
        {
            1 => odds * Math.Log(1 / p),
            2 => odds - odds * odds * Math.Log(1 / p),
            _ => p / (sample - (1 - p)),
        };
    }
}
