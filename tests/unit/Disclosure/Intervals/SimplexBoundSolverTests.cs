using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Tests.Intervals;

public sealed class SimplexBoundSolverTests
{
    [Fact]
    public void Bounds_of_two_thousand_random_releases_are_those_of_every_table_and_never_narrower()
    {
        int cells = 0, wider = 0;
        for (int seed = 0; seed < 2000; seed++)
        {
            (long[] counts, List<CoverCell> given) = TinyRelease.Draw(seed);
            CoverModel model = CoverModel.Build(counts, given);
            var random = new Random(seed + 1);
            int[] hidden = [.. Enumerable.Range(0, model.CellCount).Where(c => !model.Columns[c].Keys.Contains("all") && random.Next(2) == 0)];
            bool zerosShown = seed % 2 == 0;
            var simplex = new SimplexBoundSolver(new FeasibleRegion(model, zerosShown, hidden));
            var every = new EnumeratingBoundSolver(new FeasibleRegion(model, zerosShown, hidden));
            foreach (int cell in hidden)
            {
                (long lowest, long highest) = every.Interval(cell);
                double[] down = simplex.Minimise(cell, double.NegativeInfinity).Rows, up = simplex.Maximise(cell, double.PositiveInfinity).Rows;
                double lower = model.Columns[cell].ValueOver(down), upper = model.Columns[cell].ValueOver(up);
                Assert.True(
                    lower <= lowest + 1e-7 && upper >= highest - 1e-7,
                    $"release {seed}, cell {cell}: [{lower}, {upper}] is narrower than [{lowest}, {highest}]");
                cells++;
                wider += IsWhole(down) && IsWhole(up) ? 0 : 1;
                if (IsWhole(down))
                    Assert.Equal(lowest, lower, 7);
                if (IsWhole(up))
                    Assert.Equal(highest, upper, 7);
            }
        }
        Assert.True(cells > 4000 && wider < cells / 10, $"{wider} of {cells}");
    }

    [Fact]
    public void A_search_stops_when_enough_is_proven()
    {
        CoverModel model = new TwoWayTable(["1", "2"], ["1", "2"], 4, 30, 20, 40).Model(_ => false, IntervalRequirement.Standard);
        int[] hidden = [.. Enumerable.Range(0, model.CellCount).Where(c => !model.Columns[c].Key.Contains('+', StringComparison.Ordinal))];
        var solver = new SimplexBoundSolver(new FeasibleRegion(model, zerosShown: false, hidden));

        BoundSolution solution = solver.Maximise(hidden[0], 9);

        Assert.Equal(9, model.Columns[hidden[0]].ValueOver(solution.Rows), 9);
        Assert.Empty(solution.Binding);
    }

    [Fact]
    public void The_cells_that_confine_a_hidden_one_are_named()
    {
        CoverModel model = new TwoWayTable(["1", "2"], ["1", "2"], 4, 30, 20, 40).Model(_ => false, IntervalRequirement.Standard);
        int small = Array.FindIndex(model.Columns, c => c.Key == "1/1");
        var solver = new SimplexBoundSolver(new FeasibleRegion(model, zerosShown: false, [small]));

        BoundSolution solution = solver.Maximise(small, 100);

        Assert.NotEmpty(solution.Binding);
        Assert.All(solution.Binding, b => Assert.NotEqual(small, b.Cell));
        Assert.Equal(4, model.Columns[small].ValueOver(solution.Rows), 9);
    }

    private static bool IsWhole(double[] rows) => rows.All(r => Math.Abs(r - Math.Round(r)) < 1e-7);
}
