namespace IncDiv.Replay.Tests.Recomputation;

/// <summary>SQL from sums to figures: one table <c>mine</c> with a row for each published level, index, gap and ratio that was recomputed.</summary>
internal static class Estimation
{
    /// <summary>Labels of comparators that represent all other groups of a breakdown.</summary>
    private const string Rest = "('Rest of London', 'Other than disability')";

    public static IEnumerable<string> Statements(string published, IReadOnlyList<HandMeasure> measures, string lastQuarter) =>
    [
        $"""
        CREATE TABLE asked AS SELECT row_number() OVER () AS row, measure_id AS id, "window" AS win, breakdown, "group" AS grp,
            comparator, statistic, value, lower, upper,
            n, n_effective, p_value, symbol, CASE WHEN comparator IN {Rest} THEN 'not ' || "group" ELSE comparator END AS other
        FROM read_parquet('{published}') WHERE statistic IN ('level', 'index', 'gap', 'ratio')
        """,
        $"""
        CREATE TABLE hand AS SELECT * FROM (VALUES {string.Join(", ", measures.Select(m => FormattableString.Invariant(
            $"('{m.Id}', '{m.Kind}', {m.Reference}::DOUBLE)")).Distinct(StringComparer.Ordinal))}) t(id, kind, reference)
        """,
        // Everyone else: the whole breakdown minus the group, for each stratum.
        """
        INSERT INTO cells
        WITH whole AS (SELECT id, win, breakdown, stratum, sum(n) n, sum(w) w, sum(w2) w2, sum(wy) wy, sum(w2y) w2y, sum(wyy) wyy FROM cells GROUP BY ALL),
             wanted AS (SELECT DISTINCT id, win, breakdown, grp FROM asked WHERE other = 'not ' || grp)
        SELECT g.id, g.win, g.breakdown, 'not ' || g.grp, a.stratum, a.n - coalesce(c.n, 0), a.w - coalesce(c.w, 0), a.w2 - coalesce(c.w2, 0),
               a.wy - coalesce(c.wy, 0), a.w2y - coalesce(c.w2y, 0), a.wyy - coalesce(c.wyy, 0)
        FROM wanted g JOIN whole a USING (id, win, breakdown) LEFT JOIN cells c USING (id, win, breakdown, grp, stratum)
        """,
        """
        CREATE TABLE sums AS SELECT id, win, breakdown, grp, sum(n) n, sum(w) w, sum(w2) w2, sum(wy) wy, sum(wyy) wyy,
            sum(wy) / sum(w) p, sum(w) ^ 2 / sum(w2) eff
        FROM cells GROUP BY ALL
        """,
        "CREATE TABLE mine(row BIGINT, value DOUBLE, lower DOUBLE, upper DOUBLE, n DOUBLE, eff DOUBLE)",
        .. Shares,
        .. Design,
        .. Rates,
        .. Others,
        .. Tests,
        .. measures.Where(m => m.Kind == "promotion").Select(m => Promotions(m, lastQuarter[..7])).Prepend(Ladders),
    ];

    private const string Pairs = """
        SELECT q.row, q.statistic, h.kind, h.reference, a.n, a.p p1, a.eff n1, a.wy x1, b.p p2, b.eff n2, b.wy x2, a.wyy s1, a.w w1, b.n m2, b.wyy s2, b.w w2
        FROM asked q JOIN hand h USING (id) JOIN sums a USING (id, win, breakdown, grp)
        LEFT JOIN sums b ON (b.id, b.win, b.breakdown, b.grp) = (q.id, q.win, q.breakdown, q.other)
        WHERE (q.other = '' OR b.n > 0)
        """;

    // C1, C2, C5, C6 (Katz), C7.
    private static IEnumerable<string> Shares =>
    [
        $"""
        INSERT INTO mine WITH q AS ({Pairs} AND h.kind = 'share'),
          i AS (SELECT *, wilson_low(p1, n1) l1, wilson_high(p1, n1) u1, wilson_low(p2, n2) l2, wilson_high(p2, n2) u2 FROM q)
        SELECT row, 100 * p1, 100 * l1, 100 * u1, n, n1 FROM i WHERE statistic = 'level'
        UNION ALL SELECT row, 100 * (p1 - p2), 100 * gap_low(p1, l1, p2, u2), 100 * gap_high(p1, u1, p2, l2), n, n1 FROM i WHERE statistic = 'gap'
        UNION ALL SELECT row, p1 / p2, exp(ln(p1 / p2) - z() * sqrt((1 - p1) / (p1 * n1) + (1 - p2) / (p2 * n2))),
                         exp(ln(p1 / p2) + z() * sqrt((1 - p1) / (p1 * n1) + (1 - p2) / (p2 * n2))), n, n1
                  FROM i WHERE statistic = 'ratio' AND p1 > 0 AND p2 > 0
        """,
        $"""
        INSERT INTO mine WITH q AS ({Pairs} AND h.kind = 'index')
        SELECT row, 100 * p1 / reference, 100 * wilson_low(p1, n1) / reference, 100 * wilson_high(p1, n1) / reference, n, n1 FROM q WHERE statistic = 'index'
        """,
    ];

    // C2: e = w (y - p) / W within the group and 0 outside, over every interview of a stratum. The test of a gap has rows minus strata minus one degrees of
    // freedom (svyttest). A group whose answers are all the same has no e, so its figures are those of a simple weighted share.
    private static IEnumerable<string> Design =>
    [
        "CREATE TABLE strata AS SELECT quarter || ' ' || g_borough AS stratum, count(*)::DOUBLE AS heads FROM pas GROUP BY 1",
        """
        CREATE TABLE errors AS SELECT c.id, c.win, c.breakdown, c.grp, stratum, heads, (c.wy - s.p * c.w) / s.w AS e,
            (c.w2y * (1 - 2 * s.p) + s.p ^ 2 * c.w2) / s.w ^ 2 AS ee
        FROM cells c JOIN sums s USING (id, win, breakdown, grp) JOIN strata USING (stratum) JOIN hand h USING (id) WHERE h.kind = 'design'
        """,
        "CREATE TABLE variances AS SELECT id, win, breakdown, grp, sum(heads / (heads - 1) * (ee - e ^ 2 / heads)) AS v FROM errors GROUP BY ALL",
        """
        CREATE TABLE together AS SELECT q.row, sum(a.e * b.e / (a.heads - 1)) AS cov FROM asked q JOIN errors a USING (id, win, breakdown, grp)
        JOIN errors b ON (b.id, b.win, b.breakdown, b.grp, b.stratum) = (q.id, q.win, q.breakdown, q.other, a.stratum) WHERE q.statistic = 'gap' GROUP BY q.row
        """,
        """
        CREATE TABLE designs AS
        SELECT 'quarter' AS win, sum(heads) - count(*) - 1 AS df FROM strata WHERE stratum LIKE (SELECT max(quarter) FROM pas) || '%'
        UNION ALL SELECT 'rolling-4q', sum(heads) - count(*) - 1 FROM strata
        """,
        $"""
        CREATE TABLE designed AS WITH q AS (SELECT r.*, d.df, v.v v1, w.v v2, coalesce(t.cov, 0) cov
            FROM ({Pairs} AND h.kind = 'design') r JOIN asked a USING (row)
            JOIN designs d ON d.win = a.win JOIN variances v ON (v.id, v.win, v.breakdown, v.grp) = (a.id, a.win, a.breakdown, a.grp)
            LEFT JOIN variances w ON (w.id, w.win, w.breakdown, w.grp) = (a.id, a.win, a.breakdown, a.other) LEFT JOIN together t ON t.row = r.row),
          i AS (SELECT *, CASE WHEN v1 > 1e-30 THEN p1 * (1 - p1) / v1 ELSE n1 END AS b1, sqrt(v1 + v2 + 2 * cov) AS se FROM q)
        SELECT *, t975(df) * se AS half FROM i
        """,
        """
        INSERT INTO mine
        SELECT row, 100 * p1, 100 * wilson_low(p1, b1), 100 * wilson_high(p1, b1), n, n1 FROM designed WHERE statistic = 'level'
        UNION ALL SELECT row, 100 * (p1 - p2), 100 * (p1 - p2 - half), 100 * (p1 - p2 + half), n, n1
                  FROM designed WHERE statistic = 'gap' AND least(v1, v2) > 1e-30
        UNION ALL SELECT row, 100 * (p1 - p2), 100 * gap_low(p1, wilson_low(p1, n1), p2, wilson_high(p2, n2)),
                         100 * gap_high(p1, wilson_high(p1, n1), p2, wilson_low(p2, n2)), n, n1
                  FROM designed WHERE statistic = 'gap' AND least(v1, v2) <= 1e-30
        """,
    ];

    // C3 and C4: events of four quarters over the mean of four quarter ends.
    private static IEnumerable<string> Rates =>
    [
        """
        CREATE TABLE rates AS SELECT id, breakdown, grp, stratum, coalesce(e.x, 0) x, c.n / 4 AS heads
        FROM (SELECT * FROM cells JOIN hand h USING (id) WHERE h.kind IN ('rate', 'standardised rate')) c LEFT JOIN events e USING (id, breakdown, grp, stratum)
        """,
        """
        CREATE TABLE rate AS
        SELECT id, breakdown, grp, r.x / heads AS v, count_low(r.x) / heads AS low, count_high(r.x) / heads AS high, heads, r.x AS x
        FROM rates r JOIN hand h USING (id) WHERE h.kind = 'rate'
        UNION ALL
        SELECT id, breakdown, grp, v, greatest(0, v + sqrt(var / o) * (byar_low(o) - o)), v + sqrt(var / o) * (byar_high(o) - o), heads, o
        FROM (SELECT r.id, r.breakdown, r.grp, sum(r.x * s.heads / r.heads) / sum(s.heads) AS v, sum(r.x * (s.heads / r.heads) ^ 2) / sum(s.heads) ^ 2 AS var,
                sum(r.x) AS o, sum(r.heads) AS heads, count(*) AS strata
              FROM rates r JOIN hand h USING (id) JOIN rates s ON (s.id, s.breakdown, s.stratum) = (r.id, 'all', r.stratum)
              WHERE h.kind = 'standardised rate' GROUP BY r.id, r.breakdown, r.grp) f
        WHERE o >= 10 AND strata = (SELECT count(*) FROM rates w WHERE w.id = f.id AND w.breakdown = 'all')
        """,
        """
        INSERT INTO mine WITH i AS (SELECT q.row, q.statistic, q.other, a.*, b.v v2, b.low low2, b.high high2, b.x x2
            FROM asked q JOIN rate a USING (id, breakdown, grp) LEFT JOIN rate b ON (b.id, b.breakdown, b.grp) = (q.id, q.breakdown, q.other))
        SELECT row, 100 * v, 100 * low, 100 * high, heads, heads FROM i WHERE statistic = 'level'
        UNION ALL SELECT row, 100 * (v - v2), 100 * gap_low(v, low, v2, high2), 100 * gap_high(v, high, v2, low2), heads, heads
                  FROM i WHERE statistic = 'gap' AND v2 IS NOT NULL
        UNION ALL SELECT row, v / v2, exp(ln(v / v2) - z() * sqrt(1 / x + 1 / x2)), exp(ln(v / v2) + z() * sqrt(1 / x + 1 / x2)), heads, heads
                  FROM i WHERE statistic = 'ratio' AND least(x, x2) >= 10
        """,
    ];

    // Means with s²/n on the effective base, medians, pay gaps (C8), counts, promotion.
    private static IEnumerable<string> Others =>
    [
        $"""
        INSERT INTO mine WITH q AS ({Pairs} AND h.kind = 'mean'),
          i AS (SELECT *, spread(s1, w1, p1) * n / (n - 1) / n1 AS v1, spread(s2, w2, p2) * m2 / (m2 - 1) / n2 AS v2 FROM q)
        SELECT row, p1, p1 - z() * sqrt(v1), p1 + z() * sqrt(v1), n, n1 FROM i WHERE statistic = 'level'
        UNION ALL SELECT row, p1 - p2, p1 - p2 - z() * sqrt(v1 + v2), p1 - p2 + z() * sqrt(v1 + v2), n, n1 FROM i WHERE statistic = 'gap'
        """,
        $"INSERT INTO mine SELECT row, (p2 - p1) / p2 * 100, NULL, NULL, n, NULL FROM ({Pairs} AND h.kind = 'mean pay gap')",
        $"INSERT INTO mine SELECT row, x1, NULL, NULL, n, NULL FROM ({Pairs} AND h.kind = 'count')",
        """
        INSERT INTO mine
        SELECT q.row, CASE WHEN h.kind = 'median pay gap' THEN (b.middle - a.middle) / b.middle * 100 ELSE a.middle - coalesce(b.middle, 0) END,
            NULL, NULL, s.n, NULL
        FROM asked q JOIN hand h USING (id) JOIN middles a USING (id, breakdown, grp) JOIN sums s USING (id, win, breakdown, grp)
        LEFT JOIN middles b ON (b.id, b.breakdown, b.grp) = (q.id, q.breakdown, q.other) WHERE q.other = '' OR b.middle IS NOT NULL
        """,
    ];

    // C5: the test of each gap of shares and means, and its two-sided p by Simpson's rule over the density of Student's t, or the normal one. The density
    // beyond ten is negligible.
    private static IEnumerable<string> Tests =>
    [
        """
        CREATE MACRO pooled_z(p1, n1, p2, n2) AS coalesce((p1 - p2) / nullif(sqrt(greatest(0,
            (p1 * n1 + p2 * n2) * (n1 * (1 - p1) + n2 * (1 - p2)) / (n1 * n2 * (n1 + n2)))), 0), 0)
        """,
        $"""
        CREATE TABLE tested AS
        SELECT row, least(10, abs(pooled_z(p1, n1, p2, n2))) AS t, NULL::DOUBLE AS df FROM ({Pairs} AND h.kind = 'share') WHERE statistic = 'gap'
        UNION ALL SELECT row, least(10, abs(CASE WHEN least(v1, v2) > 1e-30 THEN (p1 - p2) / se ELSE pooled_z(p1, n1, p2, n2) END)),
                         CASE WHEN least(v1, v2) > 1e-30 THEN df END
                  FROM designed WHERE statistic = 'gap'
        UNION ALL SELECT row, least(10, abs(p1 - p2) / sqrt(spread(s1, w1, p1) * n / (n - 1) / n1 + spread(s2, w2, p2) * m2 / (m2 - 1) / n2)), NULL
                  FROM ({Pairs} AND h.kind = 'mean') WHERE statistic = 'gap'
        """,
        """
        CREATE TABLE chances AS SELECT row, 1 - 2 * t / 6000 * sum(
            CASE WHEN i IN (0, 2000) THEN 1 WHEN i % 2 = 1 THEN 4 ELSE 2 END
            * CASE WHEN df IS NULL THEN exp(-((t * i / 2000) ^ 2) / 2) / sqrt(2 * pi())
                   ELSE exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(pi() * df) * (1 + (t * i / 2000) ^ 2 / df) ^ (-(df + 1) / 2) END) AS p
        FROM tested, range(0, 2001) s(i) WHERE t IS NOT NULL GROUP BY row, t
        """,
    ];

    private const string Ladders = """
        CREATE TABLE ladders AS SELECT * FROM (VALUES ('officers', 1, 'Constable'), ('officers', 2, 'Sergeant'), ('officers', 3, 'Inspector'),
          ('officers', 4, 'Chief Inspector'), ('officers', 5, 'Superintendent'), ('officers', 6, 'Chief Superintendent'), ('officers', 7, 'Commander'),
          ('officers', 8, 'Deputy Assistant Commissioner'), ('officers', 9, 'Assistant Commissioner'), ('officers', 10, 'Deputy Commissioner'),
          ('officers', 11, 'Commissioner'), ('staff', 1, 'Band H-Y'), ('staff', 2, 'Band G'), ('staff', 3, 'Band F'), ('staff', 4, 'Band E'),
          ('staff', 5, 'Band D'), ('staff', 6, 'Band C'), ('staff', 7, 'Band B'), ('staff', 8, 'Band A')) t(ladder, step, grp)
        """;

    // The share of promotions into a rank over the share of the rank below at the quarter ends; for all, over the share to be expected.
    private static string Promotions(HandMeasure measure, string year) => $"""
        INSERT INTO mine WITH base AS (SELECT g_rank AS grp, promoted, leaver, ({measure.Y})::INT::DOUBLE AS y
            FROM workforce WHERE quarter[:7] = '{year}' AND {measure.Rows}),
          up AS (SELECT grp, count(*)::DOUBLE AS n, sum(y) AS x FROM base WHERE promoted GROUP BY grp),
          below AS (SELECT grp, avg(y) AS share FROM base WHERE NOT leaver GROUP BY grp),
          steps AS (SELECT l.grp, u.n, u.x, f.share FROM ladders l JOIN ladders d ON d.ladder = l.ladder AND d.step = l.step - 1
            JOIN up u ON u.grp = l.grp JOIN below f ON f.grp = d.grp),
          found AS (SELECT 'rank' AS breakdown, grp, n, x / n AS p, share FROM steps
              UNION ALL SELECT 'all', 'All', sum(n), sum(x) / sum(n), sum(n * share) / sum(n) FROM steps)
        SELECT q.row, p / share, wilson_low(p, f.n) / share, wilson_high(p, f.n) / share, f.n, f.n FROM asked q JOIN found f USING (breakdown, grp)
        WHERE q.id = '{measure.Id}' AND share > 0
        """;
}
