namespace IncDiv.Disclosure.Counts;

/// <summary>Step S0 (disclosure.md 4.2): every count that the rows of a feed tell, as the estimators handed them over, and which of them must be hidden for
/// their own sake (S3).</summary>
internal sealed class CountInventory
{
    private readonly DisclosurePolicy _policy;
    private readonly SpecialCategories _special;
    private readonly HashSet<string> _characteristics;
    private readonly Dictionary<string, PopulationCount> _counts = new(StringComparer.Ordinal);

    private CountInventory(IReadOnlyList<MeasureRow> rows, Feed feed, FeedCatalogue feeds, DisclosurePolicy policy)
    {
        (Rows, _policy) = (rows, policy);
        _special = new SpecialCategories(policy.SmallNumerators, feeds);
        Minimum = policy.MinimumFor(feed.Kind == FeedKind.Workforce);
        _characteristics = [.. feed.CuratedColumns.Where(c => c.Kind != CuratedKind.Scale).Select(c => c.Name)];
        CountsOf = [.. rows.Select(_ => new List<PopulationCount>())];
        IsPrimary = new bool[rows.Count];
    }

    public IReadOnlyList<MeasureRow> Rows { get; }

    /// <summary>In the order in which rows first tell them.</summary>
    public IReadOnlyCollection<PopulationCount> Counts => _counts.Values;

    /// <summary>For each row the counts that it tells.</summary>
    public List<PopulationCount>[] CountsOf { get; }

    /// <summary>Rows that must be masked whatever becomes of others.</summary>
    public bool[] IsPrimary { get; }

    /// <summary>Fewer persons than these are few: the primary threshold.</summary>
    public int Minimum { get; }

    /// <param name="rows">Those of one feed.</param>
    /// <param name="figures">For each row the counts behind it; none where it has no figure.</param>
    public static CountInventory Of(
        IReadOnlyList<MeasureRow> rows, IReadOnlyList<FigureCounts> figures, Feed feed, FeedCatalogue feeds, DisclosurePolicy policy)
    {
        var inventory = new CountInventory(rows, feed, feeds, policy);
        for (int row = 0; row < rows.Count; row++)
            foreach (FigureSide side in RowMask.HasFigure(rows[row]) ? figures[row].Sides : [])
                inventory.Read(row, side);
        inventory.ReadComplements(figures);
        inventory.ReadNested();
        return inventory;
    }

    public PopulationCount? Find(Population who) => _counts.GetValueOrDefault(who.Key);

    /// <summary>The count of a population; it is added where no row tells it.</summary>
    public PopulationCount CountOf(Population who, params IReadOnlyList<Population> less)
    {
        string key = PopulationCount.KeyOf(who, less);
        if (!_counts.TryGetValue(key, out PopulationCount? count))
            _counts.Add(key, count = new PopulationCount(who, less));
        return count;
    }

    /// <summary>Whether it may be known how many they are, however few: they did not state something that is not sensitive.</summary>
    public bool MayBeKnown(PopulationCount count) => _policy.NotStatedShown && !IsSensitive(count.Who) && !count.Less.Any(IsSensitive)
        && _special.AreUnstated(count.Who, count.Less);

    public IntervalRequirement RequirementFor(Population who) => _policy.RequirementFor(IsSensitive(who), Minimum);

    private bool IsSensitive(Population who) => who.Boxes.Any(b => b.Keys.Any(_policy.SensitiveColumns.Contains));

    // That something sensitive is stated, or not, is no property.
    private bool HaveSensitiveProperty(Population who) =>
        who.Boxes.Any(b => b.Any(t => _policy.SensitiveColumns.Contains(t.Key) && _special.Distinguishes(who.Feed, t.Key, t.Value)));

    private void Read(int row, FigureSide side)
    {
        PopulationCount whole = Record(row, side.Base);
        whole.IsBase = true;
        whole.Require(RequirementFor(whole.Who));
        if (PrimaryRules.IsSmall(side.Base.Persons, Minimum) || (whole.HidesNobody && side.Base.Persons == 0))
        {
            whole.MakePrimary(RequirementFor(whole.Who));
            IsPrimary[row] = true;
        }
        IsPrimary[row] |= side.IsPay && PrimaryRules.IsSmall(side.Base.Persons, _policy.MinimumPay);
        foreach (PeopleCount part in side.Parts)
        {
            ReadPart(row, side.Base, part);
            ReadOthers(row, side.Base, part);
            // Of several answers it is no disclosure that nobody gave one.
            if ((side.Parts.Count == 1 || part.Persons > 0)
                && PrimaryRules.DisclosesGroup(part.Persons, side.Base.Persons, _policy.GroupMinimum, HaveSensitiveProperty(part.Who)))
                HideGroup(row, part);
        }
        // Events are no part of the heads: that everybody has left is no disclosure, but that nobody has is.
        foreach (PeopleCount other in side.Others)
        {
            ReadPart(row, side.Base, other);
            IsPrimary[row] |= other.Persons == 0 && PrimaryRules.DisclosesGroup(0, side.Base.Persons, _policy.GroupMinimum, IsSensitive(other.Who));
        }
    }

    // Of a sensitive property, or a special category, it must not follow from other figures either.
    private void HideGroup(int row, PeopleCount part)
    {
        IsPrimary[row] = true;
        if (HaveSensitiveProperty(part.Who) || _special.Choose(part.Who))
            CountOf(part.Who).MakePrimary(RequirementFor(part.Who));
    }

    // Chosen by what they answered, not by what they are.
    private bool IsAnswer(Population who) => who.Boxes.Any(b => !b.Keys.All(_characteristics.Contains));

    private void ReadPart(int row, PeopleCount whole, PeopleCount part)
    {
        PopulationCount count = Record(row, part);
        if (IsSensitive(part.Who) || !IsAnswer(part.Who))
            count.Require(RequirementFor(part.Who));
        if (AreFew(row, count, whole, part)
            || ((HaveSensitiveProperty(part.Who) || _policy.IsSensitive(Rows[row].MeasureId)) && PrimaryRules.IsSmall(part.Persons, Minimum)))
        {
            count.MakePrimary(RequirementFor(part.Who));
            IsPrimary[row] = true;
        }
    }

    // Who is in the base and not in the part. Many of them are no secret, and follow from the two anyway.
    private void ReadOthers(int row, PeopleCount whole, PeopleCount part)
    {
        long others = whole.Persons - part.Persons;
        if (!PrimaryRules.IsSmall(others, Minimum))
            return;
        PopulationCount count = CountOf(whole.Who, part.Who);
        count.Persons = others;
        bool areFew = HaveSensitiveProperty(part.Who) || AreFew(row, count, whole, part)
            || (!_policy.NotStatedShown && _special.AreUnstated(count.Who, count.Less));
        IsPrimary[row] |= areFew;
        Add(row, count);
        if (IsSensitive(part.Who) || !IsAnswer(part.Who))
            count.Require(RequirementFor(part.Who));
        if (areFew)
            count.MakePrimary(RequirementFor(part.Who));
    }

    /// <param name="count">Of those who have the property, or of those who lack it.</param>
    private bool AreFew(int row, PopulationCount count, PeopleCount whole, PeopleCount part) =>
        _policy.IsSensitive(Rows[row].MeasureId) is var isOfSensitiveMeasure
        && _special.AreFew(count.Persons, whole, part, Minimum, isOfSensitiveMeasure) && (isOfSensitiveMeasure || !MayBeKnown(count));

    // What is left of a whole when its groups are subtracted: people of whom it is not known to which they belong. The whole is the headline, or a group of one
    // of the breakdowns that a table crosses.
    private void ReadComplements(IReadOnlyList<FigureCounts> figures)
    {
        int[] levels = [.. Enumerable.Range(0, Rows.Count).Where(i => Rows[i].Statistic is Statistic.Level or Statistic.Index && CountsOf[i].Count > 0)];
        ILookup<(string, MeasureWindow, string, string), FigureSide> wholes =
            levels.ToLookup(i => (Rows[i].MeasureId, Rows[i].Window, Rows[i].Breakdown, Rows[i].Group), i => figures[i].Sides[0]);
        foreach (IGrouping<(string Id, MeasureWindow Window, string Breakdown), int> table in
            levels.Where(i => Rows[i].Breakdown != Breakdown.All).GroupBy(i => (Rows[i].MeasureId, Rows[i].Window, Rows[i].Breakdown)))
        {
            ReadComplement(wholes[(table.Key.Id, table.Key.Window, Breakdown.All, Breakdown.AllGroup)], [.. table.Select(i => figures[i].Sides[0])]);
            string[] crossed = table.Key.Breakdown.Split(" x ");
            for (int side = 0; side < crossed.Length && crossed.Length > 1; side++)
                foreach (IGrouping<string, int> group in table.GroupBy(i => Rows[i].Group.Split(", ")[side]))
                    ReadComplement(wholes[(table.Key.Id, table.Key.Window, crossed[side], group.Key)], [.. group.Select(i => figures[i].Sides[0])]);
        }
    }

    // Of those who are left the base, those who have the property, and those who have it not.
    private void ReadComplement(IEnumerable<FigureSide> wholes, FigureSide[] groups)
    {
        Population[] bases = [.. groups.Select(g => g.Base.Who)];
        foreach (FigureSide whole in wholes)
        {
            long left = whole.Base.Persons - groups.Sum(g => g.Base.Persons);
            ReadComplement(whole.Base.Who, bases, left);
            foreach ((int index, PeopleCount part) in whole.Parts.Index())
            {
                ReadComplement(part.Who, [.. groups.Where(g => g.Parts.Count > index).Select(g => g.Parts[index].Who)], left);
                ReadComplement(whole.Base.Who, [part.Who, .. bases], left);
            }
            foreach ((int index, PeopleCount other) in whole.Others.Index())
                ReadComplement(other.Who, [.. groups.Where(g => g.Others.Count > index).Select(g => g.Others[index].Who)], left);
        }
    }

    // How many are left may be known where they are few of anybody; of a secret property they must not be known. Of few people who are left at all it is
    // enough that it is not exact.
    private void ReadComplement(Population whole, IReadOnlyList<Population> less, long left)
    {
        bool isSensitive = HaveSensitiveProperty(whole) || less.Any(HaveSensitiveProperty);
        if (_policy.NotStatedShown && !isSensitive)
            return;
        PopulationCount count = CountOf(whole, [.. less.DistinctBy(p => p.Key)]);
        if (isSensitive && left >= Minimum)
            count.Require(RequirementFor(whole));
    }

    // Two counts of which one is a part of the other, by one characteristic: the few by which they differ follow by subtraction.
    private void ReadNested()
    {
        PopulationCount[] recorded = [.. Counts.Where(c => c is { Less.Count: 0, Persons: > 0, Who.Boxes.Count: 1, Rows.Count: > 0 } && !IsAnswer(c.Who))];
        ILookup<string, PopulationCount> wholes = recorded
            .SelectMany(c => c.Who.Boxes[0].Keys.Append("").Select(column => (Key: KeyWithout(c.Who, column), Count: c)))
            .ToLookup(p => p.Key, p => p.Count, StringComparer.Ordinal);
        foreach (PopulationCount part in recorded)
            foreach ((string column, string[] codes) in part.Who.Boxes[0])
                foreach (PopulationCount whole in wholes[KeyWithout(part.Who, column)])
                    if (PrimaryRules.IsSmall(whole.Persons - part.Persons, Minimum)
                        && (!whole.Who.Boxes[0].TryGetValue(column, out string[]? all) || codes.All(all.Contains)))
                        CountOf(whole.Who, part.Who).Require(RequirementFor(whole.Who));
    }

    private static string KeyWithout(Population who, string column) =>
        $"{string.Join(';', who.Boxes[0].Where(b => b.Key != column).Select(b => $"{b.Key}={string.Join('+', b.Value)}"))}/{string.Join('+', who.Quarters)}";

    private PopulationCount Record(int row, PeopleCount given)
    {
        PopulationCount count = CountOf(given.Who);
        count.Persons = given.Persons;
        count.HidesNobody |= HaveSensitiveProperty(given.Who);
        Add(row, count);
        return count;
    }

    private void Add(int row, PopulationCount count)
    {
        if (count.Rows.Count == 0 || count.Rows[^1] != row)
            count.Rows.Add(row);
        if (!CountsOf[row].Contains(count))
            CountsOf[row].Add(count);
    }
}
