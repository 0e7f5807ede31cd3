namespace IncDiv.Measures;

/// <summary>What the measures of one feed need from one quarter: sums by measure, breakdown and group, filled from curated batches in one pass. The figures do
/// not depend on how rows are divided into batches. This class is not thread-safe.</summary>
public sealed class FeedTally
{
    // The loops over rows use AggressiveOptimization: a function starts cold, and the whole feed is read before tiered compilation would help.
    // Rows are read in slices so small that their groups, outcomes and weights fit into the processor's L1 and L2 caches.
    internal const int Slice = 1024;

    // The contracts allow weights up to 50. Above this bound, squares and sums would lose the precision of small weights.
    private const double MaxWeight = 1e6;

    private readonly Dictionary<string, MeasureTally> _measures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupIndex> _breakdowns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Vector256<double>[]> _weights = new(StringComparer.Ordinal);
    private readonly Vector256<double>[] _ones = new Vector256<double>[Slice];

    public FeedTally(MeasureCatalogue catalogue, Feed feed)
    {
        Feed = feed;
        Array.Fill(_ones, Weighted(1));
        foreach (Measure measure in catalogue.Measures.Where(m => m.Feed == feed.Name))
        {
            foreach (Breakdown breakdown in measure.Tallied)
                _breakdowns.TryAdd(breakdown.Name, new GroupIndex(breakdown, feed));
            if (measure.Weight is { } weight)
                _weights.TryAdd(weight, new Vector256<double>[Slice]);
            _measures.Add(measure.Id, new MeasureTally(measure, [.. measure.Tallied.Select(b => _breakdowns[b.Name])]));
        }
    }

    public Feed Feed { get; }

    /// <summary>Rows added so far.</summary>
    public long Rows { get; private set; }

    /// <summary>How many people were invited to the survey, as the drop's manifest states; null where it does not.</summary>
    public long? Invited { get; set; }

    /// <summary>Adds the rows of a curated batch; the batch may be reused afterwards.</summary>
    /// <exception cref="KeyNotFoundException">The batch lacks a curated column that a measure reads.</exception>
    /// <exception cref="InvalidDataException">A weight is not above 0, or is above the bound.</exception>
    public void Add(RowBatch batch)
    {
        foreach (GroupIndex breakdown in _breakdowns.Values)
            breakdown.Bind(batch);
        foreach (MeasureTally measure in _measures.Values)
            foreach (AccumulatorTally accumulator in measure.Accumulators)
                accumulator.Bind(batch);
        for (int start = 0; start < batch.Count; start += Slice)
            AddSlice(batch, start, Math.Min(Slice, batch.Count - start));
        Rows += batch.Count;
    }

    internal MeasureTally Find(Measure measure) => _measures[measure.Id];

    internal IReadOnlyList<string> Groups(Breakdown breakdown) => _breakdowns[breakdown.Name].Labels;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSlice(RowBatch batch, int start, int count)
    {
        foreach ((string column, Vector256<double>[] weights) in _weights)
        {
            double[] values = batch.Column<NumberValues>(column).Values;
            for (int i = 0; i < count; i++)
            {
                double w = values[start + i];
                if (double.IsNaN(w))
                    w = 1;
                if (!(w > 0 && w <= MaxWeight))
                {
                    throw new InvalidDataException(
                        $"Column '{column}' of feed '{Feed.Name}', quarter {batch.Quarter}, holds a weight that is not above 0 and "
                        + $"at most {MaxWeight:0}; ingestion refuses such rows (R203).");
                }
                weights[i] = Weighted(w);
            }
        }
        foreach (GroupIndex breakdown in _breakdowns.Values)
            breakdown.Read(start, count);
        foreach (MeasureTally measure in _measures.Values)
        {
            Vector256<double>[] weights = measure.Measure.Weight is { } column ? _weights[column] : _ones;
            measure.Add(start, count, weights.AsSpan(0, count));
        }
    }

    private static Vector256<double> Weighted(double w) => Vector256.Create(1, w, w * w, 0);
}
