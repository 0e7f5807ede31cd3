namespace IncDiv.Replay.Tests.Recomputation;

/// <summary>SQL that adds up the rows of each hand-written measure by breakdown, group and stratum.</summary>
internal static class Tallying
{
    public static IEnumerable<string> Statements(IReadOnlyList<HandMeasure> measures, ILookup<string, string> breakdowns, string lastQuarter)
    {
        yield return """
            CREATE TABLE cells(id VARCHAR, win VARCHAR, breakdown VARCHAR, grp VARCHAR, stratum VARCHAR,
              n DOUBLE, w DOUBLE, w2 DOUBLE, wy DOUBLE, w2y DOUBLE, wyy DOUBLE)
            """;
        yield return "CREATE TABLE events(id VARCHAR, breakdown VARCHAR, grp VARCHAR, stratum VARCHAR, x DOUBLE)";
        yield return "CREATE TABLE middles(id VARCHAR, breakdown VARCHAR, grp VARCHAR, middle DOUBLE)";
        foreach (HandMeasure measure in measures.Where(m => m.Kind != "promotion"))
        {
            string rows = Rows(measure, measure.Rows, lastQuarter);
            const string Sums = "sum(1), sum(w), sum(w * w), sum(w * y), sum(w * w * y), sum(w * y * y)";
            yield return $"INSERT INTO cells {rows} {EachGroup(measure, breakdowns, Sums, $"'{measure.Id}', '{measure.Window}'")}";
            if (measure.Events.Length > 0)
                yield return $"INSERT INTO events {Rows(measure, measure.Events, lastQuarter)} {EachGroup(measure, breakdowns, "sum(1)", $"'{measure.Id}'")}";
            if (measure.Kind.StartsWith("median", StringComparison.Ordinal))
                yield return $"INSERT INTO middles {rows} {EachGroup(measure with { Stratum = "" }, breakdowns, "median(y)", $"'{measure.Id}'")}";
        }
        // Two groupings may be reported under one name and share a group; each is counted once.
        yield return """
            CREATE TABLE twice AS
            SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY id, win, breakdown, grp, stratum) AS copy FROM cells) WHERE copy > 1
            """;
    }

    /// <summary>The rows of a measure in its window, with <c>w</c>, <c>y</c> and <c>stratum</c>.</summary>
    private static string Rows(HandMeasure measure, string where, string lastQuarter)
    {
        // The text order of quarters is their chronological order. The replay covers one financial year.
        string quarters = measure.Window == "rolling-4q" ? $"quarter[:7] = '{lastQuarter[..7]}'" : $"quarter = '{lastQuarter}'";
        string y = measure.Kind is "share" or "index" or "design" ? $"({measure.Y})::INT::DOUBLE" : $"({measure.Y})::DOUBLE";
        return $"""
            WITH m AS MATERIALIZED (SELECT *, weight::DOUBLE AS w, {y} AS y, {(measure.Stratum.Length == 0 ? "''" : measure.Stratum)} AS stratum
              FROM {Groupings.TableOf(measure.Feed)} WHERE {quarters} AND {where})
            """;
    }

    private static string EachGroup(HandMeasure measure, ILookup<string, string> breakdowns, string sums, string prefix)
    {
        string stratum = measure.Stratum.Length == 0 ? "" : ", stratum";
        return string.Join(" UNION ALL ",
            from breakdown in breakdowns[measure.Id]
            from column in Groupings.ColumnsOf(breakdown)
            select $"SELECT {prefix}, '{breakdown}', {column} AS g{stratum}, {sums} FROM m WHERE g IS NOT NULL GROUP BY g{stratum}");
    }
}
