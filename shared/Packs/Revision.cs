namespace IncDiv.Packs;

/// <summary>A figure that changed between editions.</summary>
/// <param name="Figure">Measure, breakdown and group in words.</param>
/// <param name="From">As printed in the last edition.</param>
/// <param name="To">As printed now.</param>
public sealed record Revision(string Figure, string From, string To, string Why)
{
    private const string Absent = "not published";

    /// <summary>Every figure that is printed differently from the previous edition, in the order of the rows; none if there was no previous edition.</summary>
    public static IReadOnlyList<Revision> Between(IReadOnlyList<MeasureRow> before, IReadOnlyList<MeasureRow> now, string why, PackTier tier = PackTier.Board)
    {
        if (before.Count == 0)
            return [];
        var old = before.ToDictionary(r => r.Key);
        var current = now.Select(r => r.Key).ToHashSet();
        return
        [
            .. now.Select(r => Between(old.GetValueOrDefault(r.Key), r, why, tier)).OfType<Revision>(),
            .. before.Where(r => !current.Contains(r.Key)).Select(r => new Revision(Name(r), FigureFormat.InTable(r, tier), Absent, why)),
        ];
    }

    private static Revision? Between(MeasureRow? before, MeasureRow now, string why, PackTier tier)
    {
        string from = before is null ? Absent : FigureFormat.InTable(before, tier), to = FigureFormat.InTable(now, tier);
        return from == to ? null : new Revision(Name(now), from, to, why);
    }

    private static string Name(MeasureRow row)
    {
        string against = row.Comparator.Length > 0 ? $" against {row.Comparator}" : "";
        return $"{row.MeasureId} {row.MeasureName}, {row.Group}{against}, {row.Statistic.ToText()}, {Wording.ShortWindow(row)}";
    }
}
