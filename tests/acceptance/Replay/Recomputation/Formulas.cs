namespace IncDiv.Replay.Tests.Recomputation;

/// <summary>The formulas of statistics.md as DuckDB macros, in a different algebraic form from the product's if there is one.</summary>
internal static class Formulas
{
    /// <summary>Exact 95 % limits of Poisson counts from 0 to 9 (Garwood 1936), computed to 17 digits with mpmath from the incomplete gamma function.</summary>
    private const string ExactLow = """
        [0.0, 0.025317807984289875, 0.2422092785439649, 0.61867212289560129, 1.0898653736263249, 1.6234863901184205, 2.2018942534908508,
         2.8143630515198661, 3.4538321767485013, 4.1153730973783324]
        """;

    private const string ExactHigh = """
        [3.6888794541139363, 5.5716433909388986, 7.2246876677239608, 8.767273069742326, 10.241588675403698, 11.66833207932267, 13.059474022518685,
         14.422675361702379, 15.763189220193315, 17.08480345141917]
        """;

    public static IEnumerable<string> Macros { get; } =
    [
        "CREATE MACRO z() AS 1.959963984540054::DOUBLE",
        // C1: Wilson's interval in its textbook form. Public Health England uses the expanded form.
        "CREATE MACRO wilson_low(p, n) AS greatest(0, (p + z() ^ 2 / (2 * n) - z() * sqrt(p * (1 - p) / n + z() ^ 2 / (4 * n ^ 2))) / (1 + z() ^ 2 / n))",
        "CREATE MACRO wilson_high(p, n) AS least(1, (p + z() ^ 2 / (2 * n) + z() * sqrt(p * (1 - p) / n + z() ^ 2 / (4 * n ^ 2))) / (1 + z() ^ 2 / n))",
        // C5: combines the limits of two independent figures into those of their difference.
        "CREATE MACRO gap_low(a, a_low, b, b_high) AS a - b - sqrt((a - a_low) ^ 2 + (b_high - b) ^ 2)",
        "CREATE MACRO gap_high(a, a_high, b, b_low) AS a - b + sqrt((a_high - a) ^ 2 + (b - b_low) ^ 2)",
        // The variance of values with a mean. There is none if all values are equal (including a single value), apart from rounding of their squares.
        "CREATE MACRO spread(squares, w, p) AS CASE WHEN abs(squares / w - p ^ 2) > 1e-12 * squares / w THEN squares / w - p ^ 2 END",
        // C3: exact below ten events, Byar's from ten on.
        "CREATE MACRO byar_low(x) AS x * (1 - 1 / (9 * x) - z() / (3 * sqrt(x))) ^ 3",
        "CREATE MACRO byar_high(x) AS (x + 1) * (1 - 1 / (9 * (x + 1)) + z() / (3 * sqrt(x + 1))) ^ 3",
        $"CREATE MACRO count_low(x) AS CASE WHEN x < 10 THEN ({ExactLow})[x::INT + 1]::DOUBLE ELSE byar_low(x::DOUBLE) END",
        $"CREATE MACRO count_high(x) AS CASE WHEN x < 10 THEN ({ExactHigh})[x::INT + 1]::DOUBLE ELSE byar_high(x::DOUBLE) END",
        // The 97.5 % point of Student's t by its expansion in 1/df (Abramowitz and Stegun 26.7.5): to 1e-12 for more than a thousand.
        """
        CREATE MACRO t975(df) AS z() + (z() ^ 3 + z()) / (4 * df) + (5 * z() ^ 5 + 16 * z() ^ 3 + 3 * z()) / (96 * df ^ 2)
          + (3 * z() ^ 7 + 19 * z() ^ 5 + 17 * z() ^ 3 - 15 * z()) / (384 * df ^ 3)
        """,
    ];
}
