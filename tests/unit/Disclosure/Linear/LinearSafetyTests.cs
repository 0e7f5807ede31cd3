using IncDiv.Disclosure.Cover;
using IncDiv.Disclosure.Linear;

namespace IncDiv.Disclosure.Tests.Linear;

/// <summary>Models that are too large to enumerate every table. Each decision is checked by solving the whole model again.</summary>
public sealed class LinearSafetyTests
{
    private const ulong Prime = int.MaxValue;

    // Few rows: equations with few terms each. Many rows: random sums of them, with a term for nearly every cell.
    [Theory]
    [InlineData(60, 0, 1)]
    [InlineData(60, 1, 2)]
    [InlineData(60, 1, 3)]
    [InlineData(400, 1, 4)]
    public void The_safe_cells_are_those_that_solving_the_whole_model_again_allows(int rows, int coalition, int seed)
    {
        CoverModel model = Draw(rows, new Random(seed));
        var safety = new LinearSafety(model, [.. model.Columns.Select(c => c.IsPrimary)], coalition);
        int[] primaries = [.. Enumerable.Range(0, model.CellCount).Where(c => model.Columns[c].IsPrimary)];
        int[] insiders = coalition == 0 ? [] : [.. primaries.Where(p => model.Columns[p].Contributors == 1)];
        var published = new Basis(model);
        Dictionary<HiddenReason, int> seen = [];
        foreach (int cell in Enumerable.Range(0, model.CellCount).Except(primaries).OrderByDescending(c => model.Columns[c].Rows.Length).ThenBy(c => c))
        {
            Basis with = published.With(cell);
            HiddenReason expected = primaries.Any(with.Spans) ? HiddenReason.Linear
                : insiders.Any(i => primaries.Any(p => p != i && with.With(i).Spans(p) && !published.With(i).Spans(p))) ? HiddenReason.Insider
                : HiddenReason.None;

            HiddenReason reason = safety.ReasonToHide(cell);

            Assert.Equal(expected, reason);
            seen[reason] = seen.GetValueOrDefault(reason) + 1;
            if (reason == HiddenReason.None)
            {
                safety.Publish(cell);
                published = with;
            }
            safety.Forget(cell);
        }
        Assert.True(
            seen[HiddenReason.None] > 10 && seen.ContainsKey(HiddenReason.Linear) && seen.ContainsKey(HiddenReason.Insider) == (coalition > 0),
            string.Join(' ', seen));
    }

    // Groups of a few rows, groups of groups, and single rows, some of which are primary suppressions.
    private static CoverModel Draw(int rows, Random random)
    {
        long[] counts = [.. Enumerable.Range(0, rows).Select(_ => (long)random.Next(1, 4))];
        int parts = Math.Max(1, rows / 60);
        List<CoverCell> cells = [];
        for (int r = 0; r < rows; r += parts)
            cells.Add(new CoverCell($"row {r:D3}", [.. Enumerable.Range(r, Math.Min(parts, rows - r)).Select(i => new CoverTerm(i))], 2)
            {
                State = random.Next(3) == 0 ? CellState.Primary : CellState.Open,
                Contributors = random.Next(1, 3),
            });
        for (int g = 0; g < 90; g++)
        {
            HashSet<int> far = [.. Enumerable.Range(0, rows / parts).Where(_ => random.Next(40) == 0)];
            IEnumerable<int> near = Enumerable.Range(0, rows).Where(r => r / parts % 30 / 3 == g % 10 || far.Contains(r / parts));
            cells.Add(new CoverCell($"group {g:D3}", [.. near.Where(r => (r / parts + g) % 4 > 0).Select(r => new CoverTerm(r))], 1));
        }
        // Rows that no cell distinguishes would be one row.
        for (int bit = 0; 1 << bit < rows; bit++)
            cells.Add(new CoverCell($"bit {bit}", [.. Enumerable.Range(0, rows).Where(r => (r >> bit & 1) == 1).Select(r => new CoverTerm(r))], 0));
        return CoverModel.Build(counts, cells);
    }

    // Columns that depend linearly on others, by elimination over all rows.
    private sealed class Basis
    {
        private readonly CoverModel _model;
        private readonly IReadOnlyList<(int Lead, ulong[] Vector)> _vectors;

        public Basis(CoverModel model)
            : this(model, [])
        {
        }

        private Basis(CoverModel model, IReadOnlyList<(int, ulong[])> vectors) => (_model, _vectors) = (model, vectors);

        public bool Spans(int column) => Array.TrueForAll(Reduced(column), v => v == 0);

        public Basis With(int column)
        {
            ulong[] vector = Reduced(column);
            int lead = Array.FindIndex(vector, v => v != 0);
            return lead < 0 ? this : new Basis(_model, [.. _vectors, (lead, vector)]);
        }

        private ulong[] Reduced(int column)
        {
            var vector = new ulong[_model.RowCount];
            foreach (int row in _model.Columns[column].Rows)
                vector[row] = ModularField.Of(_model.Columns[column].CoefficientOf(row));
            foreach ((int lead, ulong[] other) in _vectors)
                if (vector[lead] != 0)
                {
                    ulong factor = Prime - vector[lead] * ModularField.Inverse((uint)other[lead]) % Prime;
                    for (int row = 0; row < vector.Length; row++)
                        vector[row] = (vector[row] + other[row] * factor) % Prime;
                }
            return vector;
        }
    }
}
