namespace IncDiv.Disclosure.Counts;

/// <summary>Step S0 (disclosure.md 4.2): every count that the rows of a feed tell, as the estimators handed them over, and which of them must be hidden for
/// their own sake (S3).</summary>
internal sealed class CountInventory
{
    private readonly DisclosurePolicy _policy;
    private readonly SpecialCategories _special;
    private readonly int _minimum;
    private readonly HashSet<string> _characteristics;
    private readonly Dictionary<string, PopulationCount> _counts = new(StringComparer.Ordinal);

    private CountInventory(IReadOnlyList<MeasureRow> rows, IReadOnlyList<FigureCounts> figures, Feed feed, FeedCatalogue feeds, DisclosurePolicy policy)
    {
        (Rows, Figures, _policy) = (rows, figures, policy);
        _special = new SpecialCategories(policy.SmallNumerators, feeds);
        _minimum = policy.MinimumFor(feed.Kind == FeedKind.Workforce);
        _characteristics = [.. feed.CuratedColumns.Where(c => c.Kind != CuratedKind.Scale).Select(c => c.Name)];
        CountsOf = [.. rows.Select(_ => new List<PopulationCount>())];
        IsPrimary = new bool[rows.Count];
    }

    public IReadOnlyList<MeasureRow> Rows { get; }

    /// <summary>For each row what is behind it.</summary>
    public IReadOnlyList<FigureCounts> Figures { get; }

    /// <summary>In the order in which rows first tell them.</summary>
    public IReadOnlyCollection<PopulationCount> Counts => _counts.Values;

    /// <summary>For each row the counts that it tells.</summary>
    public List<PopulationCount>[] CountsOf { get; }

    /// <summary>Rows that must be masked whatever becomes of others.</summary>
    public bool[] IsPrimary { get; }

    /// <summary>Fewer persons than these are few: the primary threshold.</summary>
    public int Minimum => _minimum;

    /// <param name="rows">Those of one feed.</param>
    /// <param name="figures">For each row the counts behind it; none where it has no figure.</param>
    public static CountInventory Of(
        IReadOnlyList<MeasureRow> rows, IReadOnlyList<FigureCounts> figures, Feed feed, FeedCatalogue feeds, DisclosurePolicy policy)
    {
        var inventory = new CountInventory(rows, figures, feed, feeds, policy);
        for (int row = 0; row < rows.Count; row++)
            foreach (FigureSide side in RowMask.HasFigure(rows[row]) ? figures[row].Sides : [])
                inventory.Read(row, side);
        inventory.ReadComplements();
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

    public IntervalRequirement RequirementFor(Population who) => _policy.RequirementFor(IsSensitive(who), _minimum);

    private bool IsSensitive(Population who) => who.Boxes.Any(b => b.Keys.Any(_policy.SensitiveColumns.Contains));

    // That something sensitive is stated, or not, is no property.
    private bool HaveSensitiveProperty(Population who) =>
        who.Boxes.Any(b => b.Any(t => _policy.SensitiveColumns.Contains(t.Key) && _special.Distinguishes(who.Feed, t.Key, t.Value)));

    private void Read(int row, FigureSide side)
    {
        PopulationCount whole = Tell(row, side.Base);
        whole.IsBase = true;
        whole.Require(RequirementFor(whole.Who));
        if (PrimaryRules.IsSmall(side.Base.Persons, _minimum))
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

    // Of a sensitive property it must not follow from other figures either.
    private void HideGroup(int row, PeopleCount part)
    {
        IsPrimary[row] = true;
        if (HaveSensitiveProperty(part.Who))
            CountOf(part.Who).MakePrimary(RequirementFor(part.Who));
    }

    // Chosen by what they answered, not by what they are.
    private bool IsAnswer(Population who) => who.Boxes.Any(b => !b.Keys.All(_characteristics.Contains));

    private void ReadPart(int row, PeopleCount whole, PeopleCount part)
    {
        PopulationCount count = Tell(row, part);
        bool isSensitive = IsSensitive(part.Who), isOfSensitiveMeasure = _policy.IsSensitive(Rows[row].MeasureId);
        if (isSensitive || !IsAnswer(part.Who))
            count.Require(RequirementFor(part.Who));
        if (_special.AreFew(part.Persons, whole, part, _minimum, isOfSensitiveMeasure)
            || ((HaveSensitiveProperty(part.Who) || isOfSensitiveMeasure) && PrimaryRules.IsSmall(part.Persons, _minimum)))
        {
            count.MakePrimary(RequirementFor(part.Who));
            IsPrimary[row] = true;
        }
    }

    // Who is in the base and not in the part. Many of them are no secret, and follow from the two anyway.
    private void ReadOthers(int row, PeopleCount whole, PeopleCount part)
    {
        long others = whole.Persons - part.Persons;
        if (!PrimaryRules.IsSmall(others, _minimum))
            return;
        bool areFew = HaveSensitiveProperty(part.Who) || _special.AreFew(others, whole, part, _minimum, _policy.IsSensitive(Rows[row].MeasureId));
        IsPrimary[row] |= areFew;
        PopulationCount count = CountOf(whole.Who, part.Who);
        count.Persons = others;
        Add(row, count);
        if (IsSensitive(part.Who) || !IsAnswer(part.Who))
            count.Require(RequirementFor(part.Who));
        if (areFew)
            count.MakePrimary(RequirementFor(part.Who));
    }

    // What is left of a whole when its groups are subtracted: people of whom it is not known to which they belong. The whole is the headline, or a group of one
    // of the breakdowns that a table crosses.
    private void ReadComplements()
    {
        int[] levels = [.. Enumerable.Range(0, Rows.Count).Where(i => Rows[i].Statistic is Statistic.Level or Statistic.Index && CountsOf[i].Count > 0)];
        ILookup<(string, MeasureWindow, string, string), int> wholes =
            levels.ToLookup(i => (Rows[i].MeasureId, Rows[i].Window, Rows[i].Breakdown, Rows[i].Group));
        foreach (IGrouping<(string Id, MeasureWindow Window, string Breakdown), int> table in
            levels.GroupBy(i => (Rows[i].MeasureId, Rows[i].Window, Rows[i].Breakdown)))
        {
            ReadComplement(wholes[(table.Key.Id, table.Key.Window, Breakdown.All, Breakdown.AllGroup)], table);
            string[] crossed = table.Key.Breakdown.Split(" x ");
            for (int side = 0; side < crossed.Length && crossed.Length > 1; side++)
                foreach (IGrouping<string, int> group in table.GroupBy(i => Rows[i].Group.Split(", ")[side]))
                    ReadComplement(wholes[(table.Key.Id, table.Key.Window, crossed[side], group.Key)], group);
        }
    }

    private void ReadComplement(IEnumerable<int> wholes, IEnumerable<int> groups)
    {
        foreach (int whole in wholes)
            for (int c = 0; c < CountsOf[whole].Count; c++)
                ReadComplement(CountsOf[whole][c], [.. groups.Where(i => i != whole && CountsOf[i].Count > c).Select(i => CountsOf[i][c])]);
    }

    private void ReadComplement(PopulationCount whole, PopulationCount[] groups)
    {
        if (groups.Length == 0 || whole.Less.Count > 0 || Array.Exists(groups, g => g.Less.Count > 0))
            return;
        bool isSensitive = HaveSensitiveProperty(whole.Who) || Array.Exists(groups, g => HaveSensitiveProperty(g.Who));
        if (isSensitive || !_policy.NotStatedShown)
            CountOf(whole.Who, [.. groups.Select(g => g.Who).DistinctBy(p => p.Key)]).Require(_policy.RequirementFor(isSensitive, _minimum));
    }

    // Two bases of which one is a part of the other, by one characteristic: the few by which they differ follow by subtraction.
    private void ReadNested()
    {
        PopulationCount[] bases = [.. Counts.Where(c => c is { IsBase: true, Persons: > 0, Who.Boxes.Count: 1 } && !IsAnswer(c.Who))];
        ILookup<string, PopulationCount> wholes = bases
            .SelectMany(c => c.Who.Boxes[0].Keys.Append("").Select(column => (Key: KeyWithout(c.Who, column), Count: c)))
            .ToLookup(p => p.Key, p => p.Count, StringComparer.Ordinal);
        foreach (PopulationCount part in bases)
            foreach ((string column, string[] codes) in part.Who.Boxes[0])
                foreach (PopulationCount whole in wholes[KeyWithout(part.Who, column)])
                    if (PrimaryRules.IsSmall(whole.Persons - part.Persons, _minimum)
                        && (!whole.Who.Boxes[0].TryGetValue(column, out string[]? all) || codes.All(all.Contains)))
                        CountOf(whole.Who, part.Who).Require(RequirementFor(whole.Who));
    }

    private static string KeyWithout(Population who, string column) =>
        $"{string.Join(';', who.Boxes[0].Where(b => b.Key != column).Select(b => $"{b.Key}={string.Join('+', b.Value)}"))}/{string.Join('+', who.Quarters)}";

    private PopulationCount Tell(int row, PeopleCount given)
    {
        PopulationCount count = CountOf(given.Who);
        count.Persons = given.Persons;
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
