namespace IncDiv.Measures.Aggregation;

/// <summary>The sums of one accumulator, by breakdown of its measure and by group.</summary>
internal abstract class AccumulatorTally(Accumulation accumulator)
{
    protected Accumulation Accumulation { get; } = accumulator;

    protected RowFilter Rows { get; } = new(accumulator.Rows);

    public virtual void Bind(RowBatch batch) => Rows.Bind(batch);

    /// <summary>Reads the value of each row in the slice. Called before <see cref="Add"/>, which runs once for each breakdown.</summary>
    public abstract void Read(int start, int count);

    /// <param name="breakdown">Position of the breakdown among those of the measure.</param>
    /// <param name="groupCount">Number of groups found so far.</param>
    /// <param name="weights">For each row 1, w, w² and 0.</param>
    public abstract void Add(int breakdown, ReadOnlySpan<ushort> groups, int groupCount, ReadOnlySpan<Vector256<double>> weights);

    public abstract Sums Sum(int breakdown, int group);

    /// <summary>The values of a group, if the accumulator keeps them.</summary>
    public virtual ReadOnlySpan<double> CollectValues(int breakdown, int group) => [];

    private protected static void Grow<T>(ref T[] cells, int size)
    {
        if (cells.Length < size)
            Array.Resize(ref cells, Math.Max(size, cells.Length * 2));
    }
}
