namespace IncDiv.Samples.Quotas;

/// <summary>A published figure: the share of favourable answers, 0 to 1, among the rows of some cells.</summary>
internal sealed record Margin(double Share, IReadOnlyList<int> Cells);

/// <summary>Finds the number of favourable answers in each cell so that several published figures hold at once: iterative proportional fitting on the odds from
/// a starting pattern, then controlled rounding to whole rows.</summary>
internal static class Raking
{
    private const int Rounds = 400;
    private const double Close = 1e-6;
    private const double LargestLogit = 12;
    // The weight of a deviation from the fitted pattern, relative to a deviation from a figure.
    private const double PatternWeight = 0.02;

    /// <param name="rows">Rows with an answer, by cell.</param>
    /// <param name="logits">Starting pattern, by cell.</param>
    public static int[] Fit(IReadOnlyList<int> rows, IReadOnlyList<double> logits, IReadOnlyList<Margin> margins)
    {
        double[] fitted = [.. logits];
        for (int round = 0; round < Rounds; round++)
        {
            double worst = 0;
            foreach (Margin margin in margins)
                worst = Math.Max(worst, Shift(rows, fitted, margin));
            if (worst < Close)
                break;
        }
        return Round(rows, [.. fitted.Select((l, i) => rows[i] * Share(l))], margins);
    }

    private static double Share(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>Makes one Newton step on the margin's odds and returns the error of the share before the step.</summary>
    private static double Shift(IReadOnlyList<int> rows, double[] logits, Margin margin)
    {
        double total = 0, favourable = 0, slope = 0;
        foreach (int cell in margin.Cells)
        {
            double share = Share(logits[cell]);
            total += rows[cell];
            favourable += rows[cell] * share;
            slope += rows[cell] * share * (1 - share);
        }
        if (total == 0)
            return 0;
        double missing = margin.Share * total - favourable;
        double step = Math.Clamp(missing / Math.Max(slope, 1e-9), -1, 1);
        foreach (int cell in margin.Cells)
            logits[cell] = Math.Clamp(logits[cell] + step, -LargestLogit, LargestLogit);
        return Math.Abs(missing) / total;
    }

    private static int[] Round(IReadOnlyList<int> rows, double[] expected, IReadOnlyList<Margin> margins)
    {
        int[] counts = [.. expected.Select((e, i) => Math.Min(rows[i], (int)Math.Round(e)))];
        double[] missing = [.. margins.Select(m => m.Share * m.Cells.Sum(c => rows[c]) - m.Cells.Sum(c => counts[c]))];
        List<int>[] marginsOf = [.. counts.Select(_ => new List<int>())];
        for (int m = 0; m < margins.Count; m++)
            foreach (int cell in margins[m].Cells)
                marginsOf[cell].Add(m);

        double Gain(int cell, int change)
        {
            double astray = expected[cell] - counts[cell];
            double gain = PatternWeight * (astray * astray - (astray - change) * (astray - change));
            foreach (int m in marginsOf[cell])
                gain += missing[m] * missing[m] - (missing[m] - change) * (missing[m] - change);
            return gain;
        }

        while (true)
        {
            (int cell, int change, double gain) best = (0, 0, Close);
            for (int cell = 0; cell < counts.Length; cell++)
            {
                if (counts[cell] < rows[cell] && Gain(cell, 1) is var up && up > best.gain)
                    best = (cell, 1, up);
                if (counts[cell] > 0 && Gain(cell, -1) is var down && down > best.gain)
                    best = (cell, -1, down);
            }
            if (best.change == 0)
                return counts;
            counts[best.cell] += best.change;
            foreach (int m in marginsOf[best.cell])
                missing[m] -= best.change;
        }
    }
}
