namespace IncDiv.Disclosure.Release;

/// <summary>Step S0 (disclosure.md 4.2): every count that the rows of a release tell, found by its set of people. A row with a number that tells no count stops
/// the release, because nobody could say whether it is safe.</summary>
internal sealed class Inventory
{
    private const double Slack = 1e-6;
    private const int QuarterEnds = 4;

    private readonly MeasureSets _sets;
    private readonly DisclosurePolicy _policy;
    private readonly SpecialCategories _special;
    private readonly Dictionary<PeopleSet, Atom> _atoms = [];
    private readonly Dictionary<(string Quarter, FigureKey Key), int> _levels = [];

    private Inventory(IReadOnlyList<MeasureRow> rows, MeasureCatalogue catalogue, DisclosurePolicy policy)
    {
        (Rows, _sets, _policy) = (rows, new MeasureSets(catalogue), policy);
        _special = new SpecialCategories(policy.SmallNumerators, catalogue.Feeds);
        AtomsOf = [.. rows.Select(_ => new List<Atom>())];
        SidesOf = [.. rows.Select(_ => new List<int>())];
        IsPrimary = new bool[rows.Count];
        IsWithheld = new bool[rows.Count];
        HasSecretTarget = new bool[rows.Count];
    }

    public IReadOnlyList<MeasureRow> Rows { get; }

    /// <summary>In the order in which rows first tell them.</summary>
    public IReadOnlyCollection<Atom> Atoms => _atoms.Values;

    /// <summary>For each row the counts that it tells.</summary>
    public List<Atom>[] AtomsOf { get; }

    /// <summary>For each row the rows of which it tells something: the levels that a gap, ratio or change compares.</summary>
    public List<int>[] SidesOf { get; }

    /// <summary>Rows that must be masked whatever becomes of their counts.</summary>
    public bool[] IsPrimary { get; }

    /// <summary>Rows of tables that are not published at all.</summary>
    public bool[] IsWithheld { get; }

    /// <summary>Rows whose target is a figure that was hidden a year before.</summary>
    public bool[] HasSecretTarget { get; }

    public MeasureSets Sets => _sets;

    /// <exception cref="InvalidOperationException">A row tells a number and no count is known for it, or two rows contradict each other; the message names keys
    /// only.</exception>
    /// <param name="figures">For each row the counts behind it; none where it has no figure.</param>
    public static Inventory Of(IReadOnlyList<MeasureRow> rows, IReadOnlyList<FigureCounts> figures, MeasureCatalogue catalogue, DisclosurePolicy policy)
    {
        var inventory = new Inventory(rows, catalogue, policy);
        for (int i = 0; i < rows.Count; i++)
            if (rows[i].Statistic is Statistic.Level or Statistic.Index)
                inventory._levels[LevelKey(rows[i], rows[i].Group)] = i;
        for (int i = 0; i < rows.Count; i++)
        {
            inventory.Read(i);
            foreach (FigureSide side in figures[i].Sides)
                inventory.Judge(i, side);
        }
        return inventory;
    }

    public bool IsSensitive(PeopleSet set) => set.Where.Keys.Any(_policy.SensitiveColumns.Contains);

    /// <summary>Whether these are people who did not state a characteristic, and the policy lets it be known how many they are.</summary>
    public bool AreUnstated(PeopleSet set) => _policy.NotStatedShown && !IsSensitive(set) && _special.AreUnstated(set.Feed, set.Where);

    /// <summary>The primary threshold of a feed, in persons.</summary>
    public int MinimumOf(string feed) => _policy.MinimumFor(feed == "workforce");

    /// <summary>The count of a set; it is added where nothing told it yet.</summary>
    public Atom AtomOf(PeopleSet set)
    {
        if (!_atoms.TryGetValue(set, out Atom? atom))
            _atoms.Add(set, atom = new Atom(set));
        return atom;
    }

    public bool IsTold(PeopleSet set) => Find(set) is { IsRest: false };

    public Atom? Find(PeopleSet set) => _atoms.GetValueOrDefault(set);

    /// <summary>A change since a level that was hidden a year before tells that level, and so does a target that is that level.</summary>
    public void HideWhatTellsThePast(Func<PeopleSet, bool> wasHidden)
    {
        bool LevelWasHidden(MeasureRow row, string group) =>
            _sets.Base(row, group, yearsBack: 1) is var people && (wasHidden(people) || (_sets.Counted(row, people) is { } counted && wasHidden(counted)));

        for (int i = 0; i < Rows.Count; i++)
        {
            MeasureRow row = Rows[i];
            if (row.Value is null || row.Feed == Measure.NotSupplied)
                continue;
            if (row.Statistic == Statistic.Change)
                IsPrimary[i] |= LevelWasHidden(row, row.Group) || (LevelOf(row, row.Comparator) is not null && LevelWasHidden(row, row.Comparator));
            else if (row.Target is not null && RowMask.TellsThePast(_sets.MeasureOf(row), row))
                HasSecretTarget[i] = LevelWasHidden(row, row.Group);
        }
    }

    // A measure has levels or indices, never both.
    private static (string, FigureKey) LevelKey(MeasureRow row, string group) => (row.Quarter, row.Key.Of(Statistic.Level, group));

    private void Read(int i)
    {
        MeasureRow row = Rows[i];
        if (!RowMask.HasFigure(row) || row.Feed == Measure.NotSupplied)
            return;
        if (row.Statistic is Statistic.Level or Statistic.Index)
            ReadLevel(i, row);
        else
            ReadComparison(i, row);
        if (AtomsOf[i].Count == 0 && SidesOf[i].Count == 0)
            throw new InvalidOperationException($"{row.Key} tells a number, but no count is known for it.");
    }

    private void ReadLevel(int i, MeasureRow row)
    {
        Measure measure = _sets.MeasureOf(row);
        if (row.N is not { } n)
            throw new InvalidOperationException($"{row.Key} tells a number without a base.");
        PeopleSet people = _sets.Base(row, row.Group);
        bool isMean = measure.Kind == MeasureKind.Rate;
        // A rounded mean of heads brackets the count that another row tells.
        Atom atom = isMean && row.NEffective is null
            ? Bracket(i, people)
            : Tell(i, people, isMean ? Whole(row, row.NEffective!.Value * QuarterEnds) : n, isBase: true);
        // A mean of less than half a person is printed as nobody.
        int persons = isMean && atom.Value > 0 ? Math.Max(1, n) : n;
        if (isMean)
            atom.Persons = persons;
        JudgeBase(i, row, atom, persons);
        if (row.Value is not { } value || _sets.Counted(row, people) is not { } counted || CountOf(measure, row, value, n) is not { } k)
            return;
        bool isSensitive = IsSensitive(counted);
        Atom numerator = Tell(i, counted, k, isBase: false);
        if ((isSensitive || _policy.IsSensitive(row.MeasureId)) && PrimaryRules.IsSmall(k, Minimum(row)))
            numerator.MakePrimary(_policy.RequirementFor(isSensitive, Minimum(row)));
        if (isMean)
        {
            // Events are no part of the heads: everybody having left is no disclosure, but nobody is.
            if (k == 0 && PrimaryRules.DisclosesGroup(k, n, _policy.GroupMinimum, isSensitive))
                IsPrimary[i] = true;
            return;
        }
        // That all of many people stated a sensitive characteristic, or that none preferred not to, says nothing of anybody.
        if (PrimaryRules.DisclosesGroup(k, n, _policy.GroupMinimum, HaveSensitiveProperty(counted)))
        {
            numerator.MakePrimary(_policy.RequirementFor(isSensitive, Minimum(row)));
            // Who knows besides that nobody is missing knows it anyway.
            numerator.IsSoft = k == 0;
            IsPrimary[i] = true;
        }
    }

    private bool HaveSensitiveProperty(PeopleSet set) =>
        set.Where.Any(w => _policy.SensitiveColumns.Contains(w.Key) && _special.Distinguishes(set.Feed, w.Key, w.Value));

    // Weighted or not, a share of few people reveals them, and so does what it leaves of its base.
    private void Judge(int i, FigureSide side)
    {
        MeasureRow row = Rows[i];
        if (!RowMask.HasFigure(row))
            return;
        IsPrimary[i] |= side.IsPay && PrimaryRules.IsSmall(side.Base.Persons, _policy.MinimumPay);
        bool isSensitive = _policy.IsSensitive(row.MeasureId);
        if (!side.Parts.Any(p => AreFew(p.Persons, p) || AreFew(side.Base.Persons - p.Persons, p)) && !side.Others.Any(o => AreFew(o.Persons, o)))
            return;
        IsPrimary[i] = true;
        foreach (Atom numerator in AtomsOf[i].Where(a => a is { IsBase: false, IsPrimary: false, Value: > 0 }))
        {
            numerator.MakePrimary(_policy.RequirementFor(IsSensitive(numerator.Set), Minimum(row)));
            (numerator.IsSoft, numerator.IsFew) = (!IsSensitive(numerator.Set), true);
        }

        bool AreFew(long count, PeopleCount part) => _special.AreFew(count, side.Base, part, Minimum(row), isSensitive);
    }

    // A gap tells of both sides; what it compares with may have no row of its own, such as the rest of London, and then the whole stands for it.
    private void ReadComparison(int i, MeasureRow row)
    {
        bool isChange = row.Statistic == Statistic.Change;
        int? own = LevelOf(row, row.Group);
        if (own is { } level)
            SidesOf[i].Add(level);
        if (row.Comparator.Length > 0 && (LevelOf(row, row.Comparator) ?? LevelOf(row with { Breakdown = Breakdown.All }, Breakdown.AllGroup)) is { } other)
            SidesOf[i].Add(other);
        if (row.N is not { } n)
            return;
        bool isOwnBase = own is null ? !isChange : Rows[own.Value].N == n;
        if (own is null && !isChange)
            JudgeBase(i, row, Tell(i, _sets.Base(row, row.Group), n, isBase: true), n);
        if (own is null && row.Comparator.Length > 0)
            Bracket(i, _sets.Base(row, row.Comparator));
        if (PrimaryRules.IsSmall(n, Minimum(row)))
            IsPrimary[i] = true;
        if (isChange && !isOwnBase && _sets.MeasureOf(row).Kind != MeasureKind.Rate)
            JudgeBase(i, row, Tell(i, _sets.Base(row, row.Group, yearsBack: 1), n, isBase: true), n);
    }

    // A row that tells something of a count, not the count itself: it is masked with it. Such are both sides of pay gaps, which have no levels.
    private Atom Bracket(int row, PeopleSet set)
    {
        Atom atom = AtomOf(set);
        AtomsOf[row].Add(atom);
        return atom;
    }

    private Atom Tell(int row, PeopleSet set, long count, bool isBase)
    {
        Atom atom = AtomOf(set);
        if (atom.Value is { } before && before != count)
            throw new InvalidOperationException(
                $"{Rows[row].Key} contradicts {(atom.Rows.Count > 0 ? Rows[atom.Rows[0]].Key : "another row")}: both count {set}.");
        atom.Value = count;
        atom.IsBase |= isBase;
        atom.Rows.Add(row);
        atom.Importance = Math.Min(atom.Importance, ImportanceOf(Rows[row]));
        AtomsOf[row].Add(atom);
        return atom;
    }

    private void JudgeBase(int i, MeasureRow row, Atom atom, int persons)
    {
        if (!PrimaryRules.IsSmall(persons, Minimum(row)))
            return;
        atom.MakePrimary(_policy.RequirementFor(IsSensitive(atom.Set), Minimum(row)));
        IsPrimary[i] = true;
    }

    // A share of heads is a count in disguise; of a weighted one only nobody and everybody are (4.3).
    private static long? CountOf(Measure measure, MeasureRow row, double value, int n)
    {
        double share = measure.Kind == MeasureKind.Representation ? value * measure.PopulationShare!.Value : value;
        if (measure.Kind == MeasureKind.Promotion)
            return value == 0 ? 0 : null;
        if (measure.Kind == MeasureKind.Rate)
            return Whole(row, share * (row.NEffective ?? n) / 100);
        if (row.NEffective is { } effective && Math.Abs(effective - n) > Slack)
            return value == 0 ? 0 : value >= 100 - Slack ? n : null;
        return Whole(row, share * n / 100);
    }

    private static long Whole(MeasureRow row, double count) => Math.Abs(count - Math.Round(count)) < 1e-4
        ? (long)Math.Round(count)
        : throw new InvalidOperationException($"{row.Key} is no share of whole people.");

    private int ImportanceOf(MeasureRow row) => row.Breakdown == Breakdown.All
        ? 0
        : Math.Max(_policy.ImportanceOf(row.Breakdown, row.Breakdown.Split(" x ").Length), _policy.ImportanceOf(row.MeasureId, 0));

    private int Minimum(MeasureRow row) => MinimumOf(row.Feed);

    private int? LevelOf(MeasureRow row, string group) => _levels.TryGetValue(LevelKey(row, group), out int level) ? level : null;
}
