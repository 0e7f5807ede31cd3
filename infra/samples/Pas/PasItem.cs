namespace IncDiv.Samples.Pas;

/// <summary>One question of the Public Attitude Survey and the true figures behind its answers.</summary>
/// <param name="Level">Share of favourable answers in 2016-17, weighted, percent.</param>
/// <param name="BmeGap">BME minus White, points.</param>
/// <param name="AsianGap">Asian minus White, points.</param>
/// <param name="YoungGap">16-24 minus 25+, points.</param>
/// <param name="NoAnswer">Share of interviews without an answer.</param>
internal sealed record PasItem(string Column, AnswerScale Scale, double Level, double BmeGap, double AsianGap, double YoungGap, double NoAnswer)
{
    private static readonly Mix DontKnow = new(("97", 9), ("98", 1));
    private static readonly AnswerScale Good = new(new(("1", 25), ("2", 75)), new(("3", 72), ("4", 20), ("5", 8)), DontKnow);
    private static readonly AnswerScale Agree = new(new(("1", 30), ("2", 70)), new(("3", 55), ("4", 32), ("5", 13)), DontKnow);
    private static readonly AnswerScale Confident = new(new(("1", 28), ("2", 72)), new(("3", 66), ("4", 34)), DontKnow);
    private static readonly AnswerScale Yes = new(new(("1", 1)), new(("2", 1)), DontKnow);
    private static readonly AnswerScale Informed = new(new(("1", 22), ("2", 78)), new(("3", 1)), new(("97", 1)));
    private static readonly AnswerScale Well = new(
        new(("5", 50), ("6", 30), ("7", 20)), new(("1", 8), ("2", 12), ("3", 25), ("4", 55)), new(("97", 3), ("99", 1)));

    // q60 with its gaps: S000, objective 3. q61, q62a, q62c, q62e, q62tg, nq135bd, q131: close to MOPAC's published levels for March 2017. The rest: plausible.
    public static IReadOnlyList<PasItem> BeforeStops { get; } =
    [
        new("q60", Good, 72, -8, -3, -5, 0.04),
        new("q61", Good, 75, -6, -2, -5, 0.05),
        new("q62a", Agree, 79, -2, 0, -4, 0.04),
        new("q62b", Agree, 88, -6, -2, -7, 0.03),
        new("q62c", Agree, 79, -8, -3, -8, 0.05),
        new("q62e", Agree, 74, -4, -1, -6, 0.05),
        new("q62f", Agree, 72, -4, -1, -6, 0.05),
        new("q62tg", Agree, 76, -4, -1, -5, 0.05),
        new("nq135bd", Agree, 88, -7, -2, -6, 0.04),
        new("nq135be", Agree, 70, -5, -2, -4, 0.06),
        new("nq135bf", Agree, 66, -9, -5, -6, 0.06),
        new("nq135bg", Agree, 52, -11, -7, -5, 0.10),
        new("nq135bh", Agree, 64, -6, -2, -4, 0.09),
        new("a121", Confident, 66, -10, -4, -9, 0.12),
        new("xq122a", Yes, 44, -6, -5, -8, 0.06),
        new("xq122b", Confident, 62, -7, -2, -6, 0.12),
    ];

    public static PasItem Stopped { get; } = new("xq128a", Yes, 7, 3, 1, 9, 0.01);

    public static PasItem WouldContact { get; } = new("xq128ab", Yes, 93, -3, -1, -6, 0.02);

    public static PasItem RespectedWhenStopped { get; } = new("xq128c", Yes, 78, -12, -6, -10, 0);

    public static IReadOnlyList<PasItem> AfterStops { get; } =
    [
        new("nq143", Yes, 17, 2, 1, 12, 0.02),
        new("q131", Informed, 44, -3, -2, -9, 0.03),
        new("q79i", Well, 73, -6, -2, -4, 0.15),
    ];
}
