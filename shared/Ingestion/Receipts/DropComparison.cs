namespace IncDiv.Ingestion.Receipts;

/// <summary>The comparison of a drop with the last accepted drop of its feed: all changes, and warnings for large ones (W104 to W106).</summary>
/// <param name="Lines">The lines for people, in display order.</param>
/// <param name="Warnings">A warning for each line with a large change, ordered by code.</param>
public sealed record DropComparison(IReadOnlyList<ComparisonLine> Lines, IReadOnlyList<Issue> Warnings)
{
    /// <summary>Compares by the rules of feeds.md section 2. A rate that either drop lacks is left out. Without an earlier drop nothing is compared.</summary>
    /// <param name="others">For a feed whose drops add rows: the accepted rows of its other drops, by quarter, so that quarters and not drops are compared in
    /// size (W105). Null for a feed whose drops replace each other.</param>
    public static DropComparison Compare(DropProfile now, DropProfile? last, IEnumerable<QuarterRows>? others = null)
    {
        var found = new List<(ComparisonLine Line, string? Column, string Message)>();
        if (last is not null && last.Quarters.Count > 0 && now.Quarters.Count > 0)
        {
            found.AddRange(others is null ? [Size(now, last)] : Sizes(now, others));
            found.Add(Rejected(now, last));
            if (now.Invited is > 0 && last.Invited is > 0)
            {
                var answeredNow = new ColumnRate("", now.RowsRead, now.Invited.Value);
                var answeredLast = new ColumnRate("", last.RowsRead, last.Invited.Value);
                found.Add(Rate(null, "Response rate", "answered", answeredNow, answeredLast));
            }
            found.AddRange(Pairs(now.Declared, last.Declared).Select(p => Rate(p.Now.Column, $"{InWords(p.Now.Column)} stated", "state it", p.Now, p.Last)));
            found.AddRange(Pairs(now.Answered, last.Answered).Select(p => Rate(p.Now.Column, $"{InWords(p.Now.Column)} answered", "answer it", p.Now, p.Last)));
        }
        found.AddRange(Flows(now, last));
        return new DropComparison(
            [.. found.Select(f => f.Line)],
            [
                .. found.Where(f => f.Line.Warning is not null)
                    .OrderBy(f => f.Line.Warning, StringComparer.Ordinal)
                    .Select(f => new Issue(f.Line.Warning!, null, f.Column, f.Message)),
            ]);
    }

    private static (ComparisonLine, string?, string) Size(DropProfile now, DropProfile last)
    {
        // Compares rows per quarter, so that a drop of several quarters does not count as large.
        Int128 scaledNow = (Int128)now.RowsRead * last.Quarters.Count, scaledLast = (Int128)last.RowsRead * now.Quarters.Count;
        bool moved = Int128.Abs(scaledNow - scaledLast) * 10 > scaledLast * 3;
        string before = Count((double)last.RowsRead / last.Quarters.Count), after = Count((double)now.RowsRead / now.Quarters.Count);
        string change = scaledLast == 0 ? "none before" : Signed(100.0 * (double)(scaledNow - scaledLast) / (double)scaledLast, " %");
        return (new ComparisonLine("Rows read per quarter", before, after, change, moved ? "W105" : null), null,
            $"The drop has {after} rows per quarter and the last accepted drop had {before} ({change}). "
            + "Check that the export is complete and holds each row once. If the change is real, no action is needed.");
    }

    // A quarter is finished when the first drop of a later quarter arrives. Until then it can be too large, but not too small.
    private static IEnumerable<(ComparisonLine, string?, string)> Sizes(DropProfile now, IEnumerable<QuarterRows> others)
    {
        var earlier = others.GroupBy(q => Quarter.Parse(q.Quarter)).ToDictionary(g => g.Key, g => g.Sum(q => q.Rows));
        var current = now.Quarters.ToDictionary(q => Quarter.Parse(q.Quarter), q => q.Rows);
        long Total(Quarter quarter) => earlier.GetValueOrDefault(quarter) + current.GetValueOrDefault(quarter);
        Quarter newest = earlier.Keys.Concat(current.Keys).Max();
        IEnumerable<Quarter> finished = current.Keys.Where(q => !earlier.ContainsKey(q)).Select(q => q.AddQuarters(-1)).Where(earlier.ContainsKey);
        foreach (Quarter quarter in current.Keys.Concat(finished).Distinct().Order())
        {
            Quarter before = quarter.AddQuarters(-1);
            Int128 was = Total(before), rows = Total(quarter);
            if (was == 0)
                continue;
            bool isFinished = quarter < newest, moved = rows * 10 > was * 13 || (isFinished && rows * 10 < was * 7);
            string change = Signed(100.0 * (double)(rows - was) / (double)was, " %");
            string fact = $"Rows accepted for {quarter}{(isFinished ? "" : " so far")}, against {before}";
            yield return (
                new ComparisonLine(fact, Count((double)was), Count((double)rows), change, moved ? "W105" : null),
                null,
                $"The drops of {quarter} have {Count((double)rows)} rows together and those of {before} have {Count((double)was)} ({change}). "
                + $"Check that every export of {quarter} was dropped and holds each row once. If the change is real, no action is needed.");
        }
    }

    private static (ComparisonLine, string?, string) Rejected(DropProfile now, DropProfile last)
    {
        double before = Share(last.RowsRejected, last.RowsRead), after = Share(now.RowsRejected, now.RowsRead);
        return (new ComparisonLine("Rows rejected", Percent(before), Percent(after), Signed(after - before, " points"), null), null, "");
    }

    private static (ComparisonLine, string?, string) Rate(string? column, string fact, string verb, ColumnRate now, ColumnRate last)
    {
        bool moved = Int128.Abs((Int128)now.Count * last.Base - (Int128)last.Count * now.Base) * 10 > (Int128)now.Base * last.Base;
        string change = Signed(now.Percent - last.Percent, " points");
        string subject = column is null
            ? $"Of the people invited, {Percent(now.Percent)} {verb}"
            : $"Column '{column}': {Percent(now.Percent)} of the rows {verb}";
        return (new ComparisonLine(fact, Percent(last.Percent), Percent(now.Percent), change, moved ? "W104" : null), column,
            $"{subject}; in the last accepted drop it was {Percent(last.Percent)} ({change}). "
            + "Check that the export takes it from the right field. If the change is real, no action is needed.");
    }

    // The opening strength of a quarter is the closing strength of the one before.
    private static IEnumerable<(ComparisonLine, string?, string)> Flows(DropProfile now, DropProfile? last)
    {
        QuarterProfile[] known = [.. now.Quarters, .. last?.Quarters ?? []];
        foreach (QuarterProfile quarter in now.Quarters)
        {
            string before = Quarter.Parse(quarter.Quarter).AddQuarters(-1).ToString();
            if (quarter.Flow is not { } flow || known.FirstOrDefault(q => q.Quarter == before)?.Flow is not { } earlier)
                continue;
            long expected = earlier.Closing + flow.Joiners - flow.Leavers;
            string sum = $"{Count(earlier.Closing)} + {Count(flow.Joiners)} − {Count(flow.Leavers)} = {Count(expected)}";
            string difference = flow.Closing == expected ? "adds up" : $"{Signed(flow.Closing - expected, "")} unexplained";
            string fact = $"Closing strength of {quarter.Quarter}: {before} + joiners − leavers";
            yield return (
                new ComparisonLine(fact, sum, Count(flow.Closing), difference, flow.Closing == expected ? null : "W106"),
                null,
                $"The strength at the end of {before}, plus joiners and minus leavers of {quarter.Quarter}, is {Count(expected)} ({sum}), "
                + $"but {Count(flow.Closing)} people are in post at the end of {quarter.Quarter}. "
                + "Check for missing people, joiners without a start date in the quarter and leavers without a leave date. "
                + "Rejected rows count as missing.");
        }
    }

    private static IEnumerable<(ColumnRate Now, ColumnRate Last)> Pairs(IReadOnlyList<ColumnRate> now, IReadOnlyList<ColumnRate> last) =>
        now.Join(last, r => r.Column, r => r.Column, (n, l) => (n, l), StringComparer.Ordinal);

    private static string InWords(string column) => column.Replace('_', ' ');

    private static double Share(long part, long whole) => whole == 0 ? 0 : 100.0 * part / whole;

    private static string Count(double value) => Math.Round(value, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double value) => Rounded(value).ToString("N1", CultureInfo.InvariantCulture) + " %";

    private static string Signed(double value, string unit) => Rounded(value) switch
    {
        0 => "no change",
        > 0 and var more => $"+{Number(more)}{unit}",
        var less => $"−{Number(-less)}{unit}",
    };

    private static string Number(double value) => value.ToString(value % 1 == 0 ? "N0" : "N1", CultureInfo.InvariantCulture);

    private static double Rounded(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);
}
