using System.Runtime.InteropServices;

namespace IncDiv.Measures.Aggregation;

/// <summary>Sums of values, and the values themselves for medians.</summary>
internal sealed class ValueTally(Accumulation accumulator, int breakdowns) : AccumulatorTally(accumulator)
{
    private readonly RowValue _rule = accumulator.Value!;
    private readonly byte[] _counts = new byte[FeedTally.Slice];
    private readonly double[] _values = new double[FeedTally.Slice];
    private readonly Sums[][] _cells = [.. Enumerable.Range(0, breakdowns).Select(_ => Array.Empty<Sums>())];
    private readonly List<double>?[][] _kept = [.. Enumerable.Range(0, breakdowns).Select(_ => Array.Empty<List<double>?>())];
    private double[] _numbers = [];
    private (ushort[] Indices, double[] Scores)[] _answers = [];

    public override void Bind(RowBatch batch)
    {
        base.Bind(batch);
        if (_rule.Scores is { } scores)
            _answers = [.. _rule.Columns.Select(c => Table(batch.Column<CodeValues>(c), scores))];
        else
            _numbers = batch.Column<NumberValues>(_rule.Columns[0]).Values;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(int start, int count)
    {
        Rows.Fill(start, _counts.AsSpan(0, count));
        Span<double> values = _values.AsSpan(0, count);
        if (_rule.Scores is null)
        {
            for (int i = 0; i < count; i++)
                values[i] = _numbers[start + i] / _rule.DivideBy;
            return;
        }
        values.Clear();
        foreach ((ushort[] indices, double[] scores) in _answers)
            for (int i = 0; i < count; i++)
                values[i] += scores[indices[start + i]];
        for (int i = 0; i < count; i++)
            values[i] /= _answers.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(int breakdown, ReadOnlySpan<ushort> groups, int groupCount, ReadOnlySpan<Vector256<double>> weights)
    {
        Grow(ref _cells[breakdown], groupCount + 1);
        Grow(ref _kept[breakdown], groupCount + 1);
        for (int i = 0; i < groups.Length; i++)
        {
            double y = _values[i];
            if (_counts[i] == 0 || groups[i] == 0 || double.IsNaN(y))
                continue;
            Vector256<double> w = weights[i];
            _cells[breakdown][groups[i]] += new Sums(1, w[1], w[2], w[1] * y, w[1] * y * y);
            if (Accumulation.KeepsValues)
                (_kept[breakdown][groups[i]] ??= []).Add(y);
        }
    }

    public override Sums Sum(int breakdown, int group) => group < _cells[breakdown].Length ? _cells[breakdown][group] : default;

    public override ReadOnlySpan<double> CollectValues(int breakdown, int group) =>
        group < _kept[breakdown].Length ? CollectionsMarshal.AsSpan(_kept[breakdown][group]) : [];

    // An answer without a score makes the value of the row NaN, which means no value.
    private static (ushort[], double[]) Table(CodeValues values, IReadOnlyDictionary<string, double> scores) =>
        (values.Indices, [.. values.Dictionary.Select(v => v is not null && scores.TryGetValue(v, out double score) ? score : double.NaN)]);
}
