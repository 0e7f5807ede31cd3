namespace IncDiv.Disclosure.Release;

/// <summary>What everyone knows of ranks (feeds.md 3.2): officers and specials have a rank, staff and PCSOs a band, volunteers and cadets neither. So a rank
/// tells the kind of work, and "constables" and "constables who are officers or specials" are one set.</summary>
internal static class WorkOfRank
{
    public const string Rank = "rank";
    public const string Work = "worker_type";

    private static readonly string[] All = ["CADET", "OFFICER", "PCSO", "SPECIAL", "STAFF", "VOLUNTEER"];

    /// <summary>Columns that hold a rank or what stands for it; their codes carry the column's name.</summary>
    private static readonly string[] Columns = ["rank", "band", "rank_band"];

    public static bool IsLinked(string dimension) => dimension is Rank or Work;

    /// <summary>The dimension and the codes under which a column's codes are known.</summary>
    public static (string Dimension, string[] Codes) Place(string column, IEnumerable<string> codes) =>
        Columns.Contains(column) ? (Rank, [.. codes.Select(c => $"{column}:{c}")]) : (column, [.. codes]);

    /// <summary>One way to write one set.</summary>
    public static SortedList<string, string[]> Normalise(SortedList<string, string[]> where)
    {
        if (!where.TryGetValue(Rank, out string[]? ranks) || ranks.Any(r => r.StartsWith("rank_band:", StringComparison.Ordinal)))
            return where;
        string[] types = [.. All.Where(t => ranks.Any(r => KindsOf(r).Contains(t)))];
        if (where.TryGetValue(Work, out string[]? given))
            types = [.. types.Intersect(given)];
        where[Work] = types;
        where[Rank] = [.. ranks.Where(r => KindsOf(r).Intersect(types).Any())];
        // Of those who have no rank anyway it excludes nobody to have none.
        if (types.All(t => KindsOf(PeopleSet.Blank).Contains(t)))
            where.Remove(Rank);
        return where;
    }

    private static string[] KindsOf(string rank) => rank == PeopleSet.Blank
        ? ["CADET", "VOLUNTEER"]
        : rank.StartsWith("band:", StringComparison.Ordinal) ? ["PCSO", "STAFF"] : ["OFFICER", "SPECIAL"];
}
