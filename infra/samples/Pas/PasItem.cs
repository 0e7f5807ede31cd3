namespace IncDiv.Samples.Pas;

/// <summary>One question of the Public Attitude Survey and the true figures behind its answers.</summary>
/// <param name="Level">Share of favourable answers in 2016-17, weighted, percent.</param>
/// <param name="BmeGap">BME minus White, points.</param>
/// <param name="AsianGap">Asian minus White, points.</param>
/// <param name="YoungGap">16-24 minus 25+, points.</param>
/// <param name="NoAnswer">Share of interviews without an answer.</param>
internal sealed record PasItem(string Column, AnswerScale Scale, double Level, double BmeGap, double AsianGap, double YoungGap, double NoAnswer)
{
    // q60 with its gaps: S000, objective 3. q61, q62a, q62c, q62e, q62tg, nq135bd, q131: close to MOPAC's published levels for March 2017. The rest: plausible.
    public static IReadOnlyList<PasItem> BeforeStops { get; } =
    [
        new("q60", AnswerScale.Good, 72, -8, -3, -5, 0.04),
        new("q61", AnswerScale.Good, 75, -6, -2, -5, 0.05),
        new("q62a", AnswerScale.Agree, 79, -2, 0, -4, 0.04),
        new("q62b", AnswerScale.Agree, 88, -6, -2, -7, 0.03),
        new("q62c", AnswerScale.Agree, 79, -8, -3, -8, 0.05),
        new("q62e", AnswerScale.Agree, 74, -4, -1, -6, 0.05),
        new("q62f", AnswerScale.Agree, 72, -4, -1, -6, 0.05),
        new("q62tg", AnswerScale.Agree, 76, -4, -1, -5, 0.05),
        new("nq135bd", AnswerScale.Agree, 88, -7, -2, -6, 0.04),
        new("nq135be", AnswerScale.Agree, 70, -5, -2, -4, 0.06),
        new("nq135bf", AnswerScale.Agree, 66, -9, -5, -6, 0.06),
        new("nq135bg", AnswerScale.Agree, 52, -11, -7, -5, 0.10),
        new("nq135bh", AnswerScale.Agree, 64, -6, -2, -4, 0.09),
        new("a121", AnswerScale.Confident, 66, -10, -4, -9, 0.12),
        new("xq122a", AnswerScale.Yes, 44, -6, -5, -8, 0.06),
        new("xq122b", AnswerScale.Confident, 62, -7, -2, -6, 0.12),
    ];

    public static PasItem Stopped { get; } = new("xq128a", AnswerScale.Yes, 7, 3, 1, 9, 0.01);

    public static PasItem WouldContact { get; } = new("xq128ab", AnswerScale.Yes, 93, -3, -1, -6, 0.02);

    public static PasItem RespectedWhenStopped { get; } = new("xq128c", AnswerScale.Yes, 78, -12, -6, -10, 0);

    public static IReadOnlyList<PasItem> AfterStops { get; } =
    [
        new("nq143", AnswerScale.Yes, 17, 2, 1, 12, 0.02),
        new("q131", AnswerScale.Informed, 44, -3, -2, -9, 0.03),
        new("q79i", AnswerScale.Well, 73, -6, -2, -4, 0.15),
    ];
}
