namespace IncDiv.Samples.StaffSurvey;

/// <summary>One statement of the staff survey and the true percentages of agreement behind its answers; null if no figure is published.</summary>
/// <param name="Age">People aged 20-24 and people aged 40-44.</param>
/// <param name="Service">People with 6-12 months and people with 10-15 years of service.</param>
/// <param name="Declared">Disabled people and people who are not disabled.</param>
/// <param name="Slope">How strongly agreement falls with age, service and disability if no figure is published; if negative, it rises.</param>
internal sealed record StaffItem(
    string Column, double Level, (double Young, double Middle)? Age = null, (double New, double Seasoned)? Service = null,
    (double Disabled, double Others)? Declared = null, double Slope = 1)
{
    private const double NoAnswer = 0.02;

    // s01 to s06: S000, objective 2; the levels of s05 and s06 are between their published groups. The rest: plausible.
    public static IReadOnlyList<StaffItem> All { get; } =
    [
        new("s01", 53, (67, 50), (81, 49), (41, 57)),
        new("s02", 62, (77, 59), null, (49, 66)),
        new("s03", 60, (84, 55), (93, 54), (53, 63)),
        new("s04", 25),
        new("s05", 43, (64, 39), (76, 37)),
        new("s06", 42, null, (59, 37)),
        new("s07", 49),
        new("s08", 46),
        new("s09", 69, Slope: 0.5),
        new("s10", 30),
        new("s11", 66, Slope: 0.7),
        new("s12", 50),
    ];

    public static StaffItem Bullied { get; } = new("bullied", 12, null, null, (21, 10.5), -0.6);

    public AnswerPlan Plan(Cells<StaffCell> cells) => cells.Plan(NoAnswer, Logit, Figures());

    private double Logit(StaffCell cell) =>
        Math.Log(Level / (100 - Level))
        + Slope * (0.018 * (38 - cell.Age.Years) + 0.25 * (1.8 - Math.Log(cell.Service.Years)) - (cell.IsDisabled == true ? 0.5 : 0));

    private IEnumerable<(double Percent, Func<StaffCell, bool> Cells)> Figures()
    {
        yield return (Level, _ => true);
        if (Age is var (young, middle))
        {
            yield return (young, c => c.Age.Code == "20-24");
            yield return (middle, c => c.Age.Code == "40-44");
        }
        if (Service is var (fresh, seasoned))
        {
            yield return (fresh, c => c.Service.Code == "6-12m");
            yield return (seasoned, c => c.Service.Code == "10-15y");
        }
        if (Declared is var (disabled, others))
        {
            yield return (disabled, c => c.IsDisabled == true);
            yield return (others, c => c.IsDisabled == false);
        }
    }
}
