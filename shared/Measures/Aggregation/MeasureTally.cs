namespace IncDiv.Measures.Aggregation;

/// <param name="breakdowns">The group indices of the breakdowns that the measure tallies, in the same order.</param>
internal sealed class MeasureTally(Measure measure, IReadOnlyList<GroupIndex> breakdowns)
{
    public Measure Measure { get; } = measure;

    public IReadOnlyList<AccumulatorTally> Accumulators { get; } =
    [
        .. from accumulator in measure.Kind.Accumulations(measure)
           select accumulator.Value is null ? (AccumulatorTally)new ShareTally(accumulator, breakdowns.Count) : new ValueTally(accumulator, breakdowns.Count),
    ];

    public void Add(int start, int count, ReadOnlySpan<Vector256<double>> weights)
    {
        foreach (AccumulatorTally accumulator in Accumulators)
        {
            accumulator.Read(start, count);
            for (int b = 0; b < breakdowns.Count; b++)
                accumulator.Add(b, breakdowns[b].Groups, breakdowns[b].Labels.Count, weights);
        }
    }

    /// <summary>The sums of one accumulator for a group; all zero where the group has not been seen.</summary>
    public Sums Sum(int accumulator, Breakdown breakdown, string group)
    {
        int index = IndexOf(breakdown);
        return Accumulators[accumulator].Sum(index, breakdowns[index].PositionOf(group));
    }

    /// <summary>For each stratum, the sums of some groups within it (accumulator 0) and of the whole stratum (accumulator 1). The groups of an intersection are
    /// ordered by group and then by stratum, so their positions can be calculated without looking up labels.</summary>
    public (Sums Inside, Sums All)[] Within(Breakdown breakdown, Breakdown crossed, Breakdown strata, IReadOnlyList<string> groups)
    {
        int groupIndex = IndexOf(breakdown), crossedIndex = IndexOf(crossed), strataIndex = IndexOf(strata);
        var found = new (Sums Inside, Sums All)[breakdowns[strataIndex].Labels.Count];
        int[] positions = [.. groups.Select(breakdowns[groupIndex].PositionOf).Where(p => p > 0)];
        for (int s = 0; s < found.Length; s++)
        {
            Sums inside = default;
            foreach (int position in positions)
                inside += Accumulators[0].Sum(crossedIndex, (position - 1) * found.Length + s + 1);
            found[s] = (inside, Accumulators[1].Sum(strataIndex, s + 1));
        }
        return found;
    }

    public ReadOnlySpan<double> CollectValues(int accumulator, Breakdown breakdown, string group)
    {
        int index = IndexOf(breakdown);
        return Accumulators[accumulator].CollectValues(index, breakdowns[index].PositionOf(group));
    }

    private int IndexOf(Breakdown breakdown)
    {
        for (int i = 0; i < Measure.Tallied.Count; i++)
            if (Measure.Tallied[i].Name == breakdown.Name)
                return i;
        throw new KeyNotFoundException($"Measure '{Measure.Id}' has no breakdown '{breakdown.Name}'.");
    }
}
