namespace IncDiv.Samples.Victims;

/// <summary>One question on satisfaction and the true figures behind its answers.</summary>
/// <param name="Level">Percent satisfied (codes 1–3) in 2016-17.</param>
/// <param name="BmeGap">BME minus White, points.</param>
/// <param name="Burglary">Percent satisfied among victims of burglary.</param>
/// <param name="Hate">Percent satisfied among victims of hate crime.</param>
/// <param name="DisabilityHate">Percent satisfied among victims of disability hate crime.</param>
internal sealed record VictimItem(double Level, double BmeGap, double Burglary, double Hate, double DisabilityHate)
{
    private const double TrendPerYear = -0.8;
    private const ulong DriftSeries = 0x7650;
    private const double NoAnswer = 0.015;
    private const double YoungLogit = -0.25;
    private const double DisabledLogit = -0.3;

    // Overall: S000, objective 3. The rest: plausible, and in the order that such surveys find.
    public static VictimItem Overall { get; } = new(79, -4.5, 81.6, 71.7, 58.5);

    public static VictimItem EaseOfContact { get; } = new(91, -2, 93, 87, 78);

    public static VictimItem PoliceActions { get; } = new(75, -5, 77, 67, 52);

    public static VictimItem FollowUp { get; } = new(68, -5, 71, 63, 52);

    public static VictimItem Treatment { get; } = new(91, -3.5, 94, 86, 76);

    public AnswerPlan Plan(VictimCells cells, Quarter quarter)
    {
        double drift = Drift.Points(quarter, TrendPerYear, DriftSeries);
        double level = Level + drift;
        double bme = cells.Count(VictimCells.IsBme);
        double white = level - BmeGap * bme / Math.Max(1, bme + cells.Count(VictimCells.IsWhite));
        return new AnswerPlan(
            cells.Rows,
            NoAnswer,
            [.. VictimCells.Indices.Select(c => Math.Log(level / (100 - level))
                + (VictimCells.IsYoung(c) ? YoungLogit : 0) + (VictimCells.IsDisabled(c) ? DisabledLogit : 0))],
            [
                Of(level, _ => true),
                Of(white, VictimCells.IsWhite),
                Of(white + BmeGap, VictimCells.IsBme),
                Of(Burglary + drift, c => VictimCells.CrimeOf(c) == 0),
                Of(Hate + drift, c => VictimCells.CrimeOf(c) >= VictimCells.Hate),
                Of(DisabilityHate + drift, c => VictimCells.CrimeOf(c) == VictimCells.DisabilityStrand),
            ]);
    }

    private static Margin Of(double percent, Func<int, bool> cells) => new(percent / 100, [.. VictimCells.Indices.Where(cells)]);
}
