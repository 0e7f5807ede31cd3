namespace IncDiv.Disclosure.Counts;

/// <summary>How few people may be shown to have a property, or to lack it, where a special category of personal data chose the group or the property
/// (disclosure.md 4.2, S3b).</summary>
internal sealed class SpecialCategories(SmallNumerators rule, FeedCatalogue feeds)
{
    private readonly Dictionary<(string Feed, string Column), (HashSet<string> Stated, bool MayBeLeftOut)> _columns = [];

    /// <param name="part">Have the property.</param>
    /// <param name="count">Of them, or of the others in the group.</param>
    /// <param name="minimum">The primary threshold, in persons.</param>
    /// <param name="isSensitive">The measure itself is about a special category, such as of those who preferred not to say.</param>
    /// <returns>Whether they are so few that it must be hidden.</returns>
    public bool AreFew(long count, PeopleCount whole, PeopleCount part, int minimum, bool isSensitive)
    {
        if (count <= 0)
            return false;
        if (rule.IsEverybody)
            return count < minimum;
        return count <= Math.Max(rule.Everywhere, rule.InSmallGroups) && count <= MostHidden(whole)
            && (isSensitive || Choose(whole.Who) || Choose(part.Who));
    }

    /// <summary>Whether these are people who did not state a characteristic, or what people who did leave of others.</summary>
    public bool AreUnstated(Population who, IReadOnlyList<Population> less) =>
        who.Boxes.All(b => b.Any(t => IsLeftOut(who.Feed, t.Key, t.Value)))
        || (less is [var stating] && stating.Boxes.All(b => b.Any(t => IsStated(who.Feed, t.Key, t.Value) && !who.Boxes.Any(w => w.ContainsKey(t.Key)))));

    private bool IsLeftOut(string feed, string column, string[] codes) =>
        StatementsIn(feed, column) is (var stated, true) && !codes.Any(stated.Contains);

    private bool IsStated(string feed, string column, string[] codes) => StatementsIn(feed, column) is (var stated, true) && stated.All(codes.Contains);

    private int MostHidden(PeopleCount whole) =>
        whole.Persons < rule.SmallGroupBelow || whole.Who.Boxes.All(IsSenior) ? rule.InSmallGroups : rule.Everywhere;

    private bool IsSenior(IReadOnlyDictionary<string, string[]> box) =>
        rule.Seniors.Any(s => box.TryGetValue(s.Key, out string[]? codes) && codes.All(s.Value.Contains));

    /// <summary>Whether codes of a column choose people by what they stated. That it is stated, or is not, chooses nobody.</summary>
    public bool Distinguishes(string feed, string column, string[] codes) =>
        StatementsIn(feed, column).Stated is var stated && codes.Any(stated.Contains) && !stated.All(codes.Contains);

    /// <summary>Whether a special category chose these people. Of people whom nobody can describe the worst is assumed.</summary>
    public bool Choose(Population people) => people.Boxes.Count == 0 || people.Boxes.SelectMany(b => b).Any(test =>
        (rule.Columns.Contains(test.Key) && Distinguishes(people.Feed, test.Key, test.Value))
        || (rule.Codes.TryGetValue(test.Key, out IReadOnlySet<string>? special) && test.Value.Length > 0 && test.Value.All(special.Contains)));

    // What people can state of themselves. A list in which each code states something, such as that of ranks, leaves nobody out.
    private (HashSet<string> Stated, bool MayBeLeftOut) StatementsIn(string feed, string column)
    {
        if (_columns.TryGetValue((feed, column), out (HashSet<string> Stated, bool MayBeLeftOut) found))
            return found;
        CodeList? list = feeds.Find(feed)?.CuratedColumns.FirstOrDefault(c => c.Name == column)?.Codes;
        HashSet<string> stated = [.. list?.Codes.Select(c => c.Code).Where(list.IsStated) ?? []];
        return _columns[(feed, column)] = (stated, stated.Count < (list?.Codes.Count ?? 0));
    }
}
