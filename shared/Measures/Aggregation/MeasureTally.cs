namespace IncDiv.Measures.Aggregation;

/// <summary>The sums of one measure.</summary>
/// <param name="breakdowns">The group indices of all that the measure tallies, in their order.</param>
internal sealed class MeasureTally(Measure measure, IReadOnlyList<GroupIndex> breakdowns)
{
    public Measure Measure { get; } = measure;

    public IReadOnlyList<AccumulatorTally> Accumulators { get; } =
    [
        .. from series in Accumulator.ForMeasure(measure)
           select series.Value is null ? (AccumulatorTally)new ShareTally(series, breakdowns.Count) : new ValueTally(series, breakdowns.Count),
    ];

    public void Add(int start, int count, ReadOnlySpan<Vector256<double>> weights)
    {
        foreach (AccumulatorTally series in Accumulators)
        {
            series.Read(start, count);
            for (int b = 0; b < breakdowns.Count; b++)
                series.Add(b, breakdowns[b].Groups, breakdowns[b].Labels.Count, weights);
        }
    }

    /// <summary>Sums of a series for a group; nothing where the group has not been seen.</summary>
    public Sums Sum(int series, Breakdown breakdown, string group)
    {
        int index = IndexOf(breakdown);
        return Accumulators[series].Sum(index, breakdowns[index].PositionOf(group));
    }

    /// <summary>
    /// For each stratum the sums of some groups within it (series 0) and of the whole stratum (series 1). An intersection's groups stand
    /// stratum by stratum within each group, so that no label has to be looked up.
    /// </summary>
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

    public ReadOnlySpan<double> CollectValues(int series, Breakdown breakdown, string group)
    {
        int index = IndexOf(breakdown);
        return Accumulators[series].CollectValues(index, breakdowns[index].PositionOf(group));
    }

    private int IndexOf(Breakdown breakdown)
    {
        for (int i = 0; i < Measure.Tallied.Count; i++)
            if (Measure.Tallied[i].Name == breakdown.Name)
                return i;
        throw new KeyNotFoundException($"Measure '{Measure.Id}' has no breakdown '{breakdown.Name}'.");
    }
}
