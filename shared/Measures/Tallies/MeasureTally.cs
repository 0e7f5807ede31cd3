using System.Runtime.Intrinsics;
using IncDiv.Contracts.Catalogue;

namespace IncDiv.Measures.Tallies;

/// <summary>The sums of one measure.</summary>
/// <param name="breakdowns">The group indices of the measure's breakdowns, in their order.</param>
internal sealed class MeasureTally(Measure measure, IReadOnlyList<GroupIndex> breakdowns)
{
    public Measure Measure { get; } = measure;

    public IReadOnlyList<SeriesTally> Series { get; } =
    [
        .. from series in Tallies.Series.Of(measure)
           select series.Value is null ? (SeriesTally)new ShareTally(series, breakdowns.Count) : new ValueTally(series, breakdowns.Count),
    ];

    public void Add(int start, int count, ReadOnlySpan<Vector256<double>> weights)
    {
        foreach (SeriesTally series in Series)
        {
            series.Read(start, count);
            for (int b = 0; b < breakdowns.Count; b++)
                series.Add(b, breakdowns[b].Groups, breakdowns[b].Labels.Count, weights);
        }
    }

    /// <summary>Sums of a series for a group; nothing where the group has not been seen.</summary>
    public Sums Of(int series, Breakdown breakdown, string group)
    {
        int index = IndexOf(breakdown);
        return Series[series].Of(index, breakdowns[index].PositionOf(group));
    }

    public IReadOnlyList<double> ValuesOf(int series, Breakdown breakdown, string group)
    {
        int index = IndexOf(breakdown);
        return Series[series].ValuesOf(index, breakdowns[index].PositionOf(group));
    }

    private int IndexOf(Breakdown breakdown)
    {
        for (int i = 0; i < Measure.Breakdowns.Count; i++)
            if (Measure.Breakdowns[i].Name == breakdown.Name)
                return i;
        throw new KeyNotFoundException($"Measure '{Measure.Id}' has no breakdown '{breakdown.Name}'.");
    }
}
