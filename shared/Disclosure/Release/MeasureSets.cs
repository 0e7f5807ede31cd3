using IncDiv.Contracts;

namespace IncDiv.Disclosure.Release;

/// <summary>Which people a row counts: read off the catalogue, so that a new measure needs no entry here.</summary>
internal sealed class MeasureSets(MeasureCatalogue catalogue)
{
    /// <summary>The code of people whose number is given, whichever it is.</summary>
    public const string Filled = "filled";

    private readonly Dictionary<(string, string), bool> _items = [];
    private readonly Dictionary<(string, string), IReadOnlyList<string>?> _domains = [];
    private readonly Dictionary<string, Measure> _measures = catalogue.Measures.ToDictionary(m => m.Id, StringComparer.Ordinal);

    public Measure MeasureOf(MeasureRow row) => _measures.TryGetValue(row.MeasureId, out Measure? measure)
        ? measure
        : throw new InvalidOperationException($"The catalogue has no measure {row.MeasureId}: nobody knows whom its figures count.");

    /// <summary>The people of the base, of a group of the row's breakdown.</summary>
    /// <param name="yearsBack">1 for the same period a year before.</param>
    public PeopleSet Base(MeasureRow row, string group, int yearsBack = 0)
    {
        Measure measure = MeasureOf(row);
        if (measure.Kind == MeasureKind.ResponseRate)
            return PeopleSet.Of(row.Feed, [Dimension("invited", "true"), TimeOf(row, yearsBack)]);
        Feed feed = catalogue.Feeds.Find(row.Feed)!;
        return PeopleSet.Of(row.Feed, Box(measure.Denominator)
            .Concat(Values(measure, feed))
            .Concat(Group(measure, feed, row.Breakdown, group))
            .Append(TimeOf(row, yearsBack)));
    }

    /// <summary>Those whose share of the base the row tells, or null where it tells of no share.</summary>
    public PeopleSet? Counted(MeasureRow row, PeopleSet people)
    {
        Measure measure = MeasureOf(row);
        if (measure.Kind == MeasureKind.ResponseRate)
            return people.And([Dimension("responded", "true")]);
        if (!measure.Kind.IsShare)
            return null;
        if (measure.Kind != MeasureKind.Rate)
            return people.And(Box(measure.Numerator));
        if (measure.Standard is not null)
            return null;
        // Events of the quarters, of the same group: not a part of the heads.
        Feed feed = catalogue.Feeds.Find(row.Feed)!;
        return PeopleSet.Of(row.Feed, Box(measure.Numerator).Concat(Group(measure, feed, row.Breakdown, row.Group)).Append(TimeOf(row, 0)));
    }

    /// <summary>Whether the column holds answers to a question, not a characteristic.</summary>
    public bool IsItem(string feedName, string column)
    {
        if (!_items.TryGetValue((feedName, column), out bool isItem))
            _items.Add((feedName, column), isItem = catalogue.Feeds.Find(feedName)!.CuratedColumns.Any(c => c.Name == column && c.Kind == CuratedKind.Scale));
        return isItem;
    }

    /// <summary>All codes of a dimension, blank among them; null where only the data tell.</summary>
    public IReadOnlyList<string>? Domain(string feedName, string dimension)
    {
        if (!_domains.TryGetValue((feedName, dimension), out IReadOnlyList<string>? domain))
            _domains.Add((feedName, dimension), domain = FindDomain(feedName, dimension));
        return domain;
    }

    private IReadOnlyList<string>? FindDomain(string feedName, string dimension)
    {
        Feed feed = catalogue.Feeds.Find(feedName)!;
        string[] codes =
        [
            .. from column in feed.CuratedColumns
               where column.Codes is not null
               let place = WorkOfRank.Place(column.Name, column.Codes!.Codes.Select(c => c.Code))
               where place.Dimension == dimension
               from code in place.Codes
               select code,
        ];
        return codes.Length > 0
            ? [.. codes, PeopleSet.Blank]
            : feed.CuratedColumns.Any(c => c.Name == dimension && c.Kind == CuratedKind.Flag) ? ["false", "true", PeopleSet.Blank] : null;
    }

    private static KeyValuePair<string, string[]> TimeOf(MeasureRow row, int yearsBack)
    {
        if (row.Window == MeasureWindow.Wave)
            return Dimension(PeopleSet.Time, $"wave to {row.PeriodEnd.AddYears(-yearsBack):yyyy-MM-dd}");
        Quarter last = Quarter.Parse(row.Quarter).AddQuarters(-4 * yearsBack);
        IEnumerable<int> quarters = row.Window == MeasureWindow.Rolling ? Enumerable.Range(-3, 4) : [0];
        return new(PeopleSet.Time, [.. quarters.Select(q => last.AddQuarters(q).ToString())]);
    }

    // A mean counts who has a value; numbers that no row may lack choose nobody.
    private static IEnumerable<KeyValuePair<string, string[]>> Values(Measure measure, Feed feed) => measure.Value is not { } value
        ? []
        : from column in value.Columns
          where value.Scores is not null || feed.Columns.FirstOrDefault(c => c.Name == column) is not { ValueRequired: true }
          select value.Scores is null ? Dimension(column, Filled) : new(column, [.. value.Scores.Keys]);

    private static IEnumerable<KeyValuePair<string, string[]>> Group(Measure measure, Feed feed, string reported, string group)
    {
        foreach (Breakdown breakdown in measure.Breakdowns.Where(b => b.Reports == reported))
            if (Group(breakdown, feed, group) is { } box)
                return box;
        throw new InvalidOperationException($"{measure.Id}: breakdown '{reported}' has no group '{group}': nobody knows whom its figures count.");
    }

    private static IEnumerable<KeyValuePair<string, string[]>>? Group(Breakdown breakdown, Feed feed, string group)
    {
        if (breakdown.Cross.Count > 0)
        {
            string[] labels = group.Split(", ");
            KeyValuePair<string, string[]>[]?[] parts = [.. breakdown.Cross.Select((b, i) => i < labels.Length ? Group(b, feed, labels[i])?.ToArray() : null)];
            return labels.Length == parts.Length && parts.All(p => p is not null) ? parts.SelectMany(p => p!) : null;
        }
        if (breakdown.Columns.Count == 0)
            return group == Breakdown.AllGroup ? [] : null;
        foreach ((BreakdownColumn column, CuratedColumn curated) in breakdown.ColumnsIn(feed))
        {
            if (column.Grouping is null)
                return [Dimension(column.Name, group)];
            if (curated.Codes!.Groupings[column.Grouping].FirstOrDefault(g => g.Label == group) is { } found)
            {
                (string dimension, string[] codes) = WorkOfRank.Place(column.Name, found.Codes);
                return [new(dimension, codes)];
            }
        }
        return null;
    }

    // Alternatives are one box where they differ only in the kind of work and its ranks, because a rank tells the kind of work.
    private static IEnumerable<KeyValuePair<string, string[]>> Box(Condition condition)
    {
        PeopleSet[] boxes = [.. condition.Alternatives.Select(a => PeopleSet.Of("", a.Select(t =>
        {
            (string dimension, string[] codes) = WorkOfRank.Place(t.Column, t.Codes);
            return new KeyValuePair<string, string[]>(dimension, codes);
        })))];
        if (boxes.Length == 1)
            return boxes[0].Where;
        if (boxes.All(b => b.Where.ContainsKey(WorkOfRank.Rank)) && boxes.Select(b => b.KeyWithout(WorkOfRank.Rank, WorkOfRank.Work)).Distinct().Count() == 1)
            return boxes[0].Where.Where(w => !WorkOfRank.IsLinked(w.Key))
                .Append(new(WorkOfRank.Rank, [.. boxes.SelectMany(b => b.Where[WorkOfRank.Rank])]))
                .Append(new(WorkOfRank.Work, [.. boxes.SelectMany(b => b.Where[WorkOfRank.Work]).Distinct()]));
        return [Dimension(condition.ToString(), Filled)];
    }

    private static KeyValuePair<string, string[]> Dimension(string name, string code) => new(name, [code]);
}
