namespace IncDiv.Samples.Workforce;

/// <summary>A rank or band.</summary>
/// <param name="Strength">Share of the strength in this grade; need not add up to one.</param>
/// <param name="Joiners">Share of the joiners who start in it.</param>
/// <param name="HourlyPay">Pounds, on entry to the grade; 0 for unpaid work.</param>
internal sealed record Grade(string Code, double Strength, double Joiners, double HourlyPay)
{
    public byte[] Field { get; } = CsvRows.Field(Code);
}

/// <summary>A share of the strength over time: the strategy's figure at the end of 2016-17, moving towards the share among joiners.</summary>
internal sealed record SharePath(double Strategy, double Joiners)
{
    private const double RatePerYear = 0.0584;
    private static readonly Quarter StrategyQuarter = new(2016, 4);

    public double At(Quarter quarter)
    {
        double years = quarter.StartYear - StrategyQuarter.StartYear + (quarter.Number - StrategyQuarter.Number) / 4.0;
        return Joiners - (Joiners - Strategy) * Math.Exp(-RatePerYear * years);
    }
}

/// <summary>One kind of worker and its true figures.</summary>
/// <param name="Rows">Share of the drop's rows.</param>
/// <param name="Turnover">Leavers in a quarter per head of strength; there are as many joiners.</param>
/// <param name="NotStated">Share of people without a stated ethnicity.</param>
/// <param name="Grades">From junior to senior.</param>
/// <param name="Reasons">Reasons for leaving other than resignation.</param>
/// <param name="ServiceAtOrigin">Longest service, in years, at the start of the simulation.</param>
internal sealed record WorkerModel(
    string Type, double Rows, double Turnover, SharePath Bme, SharePath Female, double NotStated,
    IReadOnlyList<Grade> Grades, Mix Reasons, (double Youngest, double Oldest) AgeOfJoining, double ServiceAtOrigin)
{
    public byte[] TypeCode { get; } = CsvRows.Field(Type);

    public bool IsOfficer => Type == "OFFICER";

    /// <summary>Ranks and bands are in different columns.</summary>
    public bool HasRank => Type is "OFFICER" or "SPECIAL";

    public bool HasBand => Type is "STAFF" or "PCSO";

    // Shares: S000, Table 1, chart of joiners (27 % BME) and the cadets of section 3. Strengths and turnover: about those of 2017.
    public static IReadOnlyList<WorkerModel> All { get; } =
    [
        new("OFFICER", 31_400, 0.013, new(0.133, 0.27), new(0.261, 0.33), 0.025,
            [
                new("Constable", 24_449, 1, 16.2), new("Sergeant", 4_700, 0, 21.5), new("Inspector", 1_250, 0, 26), new("Chief Inspector", 360, 0, 28.5),
                new("Superintendent", 150, 0, 34), new("Chief Superintendent", 60, 0, 41), new("Commander", 16, 0, 50),
                new("Deputy Assistant Commissioner", 6, 0, 66), new("Assistant Commissioner", 4, 0, 90), new("Deputy Commissioner", 1, 0, 110),
                new("Commissioner", 1, 0, 130),
            ],
            new(("RETIRE", 70), ("TRANSFER", 14), ("DISMISS", 7), ("ILL", 6), ("DEATH", 3)), (19, 38), 28),
        new("STAFF", 5_500, 0.02, new(0.25, 0.30), new(0.559, 0.56), 0.05,
            [
                new("H", 6, 12, 10.4), new("G", 12, 22, 11.4), new("F", 24, 30, 13), new("E", 28, 20, 15.2), new("D", 17, 10, 18.6), new("C", 9, 4, 23.5),
                new("B", 3.3, 1.5, 31), new("A", 0.7, 0.5, 44),
            ],
            new(("RETIRE", 62), ("END", 18), ("TRANSFER", 10), ("ILL", 5), ("DISMISS", 3), ("DEATH", 2)), (18, 55), 24),
        new("PCSO", 900, 0.02, new(0.25, 0.30), new(0.559, 0.56), 0.05, [new("G", 1, 1, 13.1)],
            new(("TRANSFER", 50), ("RETIRE", 30), ("END", 15), ("ILL", 5)), (18, 50), 8),
        new("SPECIAL", 1_100, 0.03, new(0.26, 0.32), new(0.29, 0.31), 0.04,
            [new("Constable", 90, 1, 0), new("Sergeant", 8, 0, 0), new("Inspector", 2, 0, 0)],
            new(("END", 70), ("TRANSFER", 30)), (18, 45), 10),
        new("VOLUNTEER", 500, 0.03, new(0.24, 0.27), new(0.54, 0.54), 0.08, [new("", 1, 1, 0)], new(("END", 1)), (17, 60), 8),
        new("CADET", 5_600, 0.12, new(0.50, 0.50), new(0.45, 0.46), 0.03, [new("", 1, 1, 0)], new(("END", 1)), (16, 16.9), 2),
    ];
}
