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

    /// <summary>Ease of contact, police actions, follow-up, treatment.</summary>
    public static IReadOnlyList<VictimItem> Aspects { get; } =
        [new(91, -2, 93, 87, 78), new(75, -5, 77, 67, 52), new(68, -5, 71, 63, 52), new(91, -3.5, 94, 86, 76)];

    public AnswerPlan Plan(Cells<VictimCell> cells, Quarter quarter)
    {
        double drift = Drift.Points(quarter, TrendPerYear, DriftSeries);
        double level = Level + drift;
        double bme = cells.Count(c => c.IsBme == true);
        double white = level - BmeGap * bme / Math.Max(1, bme + cells.Count(c => c.IsBme == false));
        return cells.Plan(
            NoAnswer,
            c => Math.Log(level / (100 - level)) + (c.IsYoung ? YoungLogit : 0) + (c.IsDisabled ? DisabledLogit : 0),
            (level, _ => true),
            (white, c => c.IsBme == false),
            (white + BmeGap, c => c.IsBme == true),
            (Burglary + drift, c => c.Crime.Group == "BURGLARY"),
            (Hate + drift, c => c.Crime.Group == "HATE"),
            (DisabilityHate + drift, c => c.Crime.Strand == "DISABILITY"));
    }
}
