using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using IncDiv.Measures.Tallies;

namespace IncDiv.Measures;

/// <summary>
/// What the measures of one feed need to know of one quarter: sums by measure, breakdown and group, filled from curated batches in one
/// pass. The figures do not depend on how rows are cut into batches. Not for use by several threads at once.
/// </summary>
public sealed class FeedTally
{
    // The loops over rows carry AggressiveOptimization: a function starts cold, and the feed has passed before tiering would help.
    // Rows are taken in slices whose groups, outcomes and weights fit the processor's nearest caches together.
    internal const int Slice = 1024;

    private readonly List<MeasureTally> _measures = [];
    private readonly Dictionary<string, GroupIndex> _breakdowns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Vector256<double>[]> _weights = new(StringComparer.Ordinal);
    private readonly Vector256<double>[] _ones = new Vector256<double>[Slice];

    public FeedTally(MeasureCatalogue catalogue, Feed feed)
    {
        Feed = feed;
        Array.Fill(_ones, Weighted(1));
        foreach (Measure measure in catalogue.Measures.Where(m => m.Feed == feed.Name))
        {
            foreach (Breakdown breakdown in measure.Breakdowns)
                _breakdowns.TryAdd(breakdown.Name, new GroupIndex(breakdown, feed));
            if (measure.Weight is { } weight)
                _weights.TryAdd(weight, new Vector256<double>[Slice]);
            _measures.Add(new MeasureTally(measure, [.. measure.Breakdowns.Select(b => _breakdowns[b.Name])]));
        }
    }

    public Feed Feed { get; }

    /// <summary>Rows added so far.</summary>
    public long Rows { get; private set; }

    /// <summary>How many people were invited to the survey, as the drop's manifest states; null where it does not.</summary>
    public long? Invited { get; set; }

    /// <summary>Adds the rows of a curated batch; the batch may be reused afterwards.</summary>
    /// <exception cref="KeyNotFoundException">The batch lacks a curated column that a measure reads.</exception>
    public void Add(RowBatch batch)
    {
        foreach (GroupIndex breakdown in _breakdowns.Values)
            breakdown.Bind(batch);
        foreach (MeasureTally measure in _measures)
            foreach (SeriesTally series in measure.Series)
                series.Bind(batch);
        for (int start = 0; start < batch.Count; start += Slice)
            AddSlice(batch, start, Math.Min(Slice, batch.Count - start));
        Rows += batch.Count;
    }

    internal MeasureTally Of(Measure measure) => _measures.Find(m => m.Measure.Id == measure.Id)!;

    /// <summary>The groups of a breakdown seen so far.</summary>
    internal IReadOnlyList<string> GroupsOf(Breakdown breakdown) => _breakdowns[breakdown.Name].Labels;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSlice(RowBatch batch, int start, int count)
    {
        foreach ((string column, Vector256<double>[] weights) in _weights)
        {
            double[] values = batch.Column<NumberValues>(column).Values;
            for (int i = 0; i < count; i++)
                weights[i] = Weighted(double.IsNaN(values[start + i]) ? 1 : values[start + i]);
        }
        foreach (GroupIndex breakdown in _breakdowns.Values)
            breakdown.Read(start, count);
        foreach (MeasureTally measure in _measures)
        {
            Vector256<double>[] weights = measure.Measure.Weight is { } column ? _weights[column] : _ones;
            measure.Add(start, count, weights.AsSpan(0, count));
        }
    }

    private static Vector256<double> Weighted(double w) => Vector256.Create(1, w, w * w, 0);
}
