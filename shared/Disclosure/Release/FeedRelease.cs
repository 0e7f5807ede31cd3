using System.Collections.Concurrent;

namespace IncDiv.Disclosure.Release;

/// <summary>Disclosure control of the figures about the people of one feed: every count behind every number is one cell of a model of all linked tables; a row
/// is masked when one of its counts must be hidden.</summary>
internal sealed class FeedRelease
{
    // Numerators that cannot be kept within wide bounds are asked less of: two steps, each for all of a table at once or one after the other.
    private const int MostRounds = 60;

    // So many equations away from a count that cannot be protected tables are left out; then all that are linked with it.
    private const int WidestRadius = 3;

    private readonly Inventory _inventory;
    private readonly DisclosurePolicy _policy;
    private readonly int _threads;
    private readonly ILookup<Atom, Atom> _wholes;
    private readonly IReadOnlyList<LinkedTables> _tables;
    private readonly IReadOnlyList<Atom>[] _asked;
    private readonly ProtectionResult?[] _results;
    private readonly bool[] _stale;
    private readonly ConcurrentDictionary<Atom, bool> _escalated = [];
    private readonly HashSet<Atom> _covered = [];
    private readonly List<Ladder.Withheld> _withheld = [];
    private readonly ConcurrentBag<DisclosedCell> _alreadyPublic = [];

    private FeedRelease(Inventory inventory, IReadOnlyList<LinkedTables> tables, DisclosurePolicy policy, int threads)
    {
        (_inventory, _tables, _policy, _threads) = (inventory, tables, policy, threads);
        _wholes = tables.SelectMany(t => t.Equations).SelectMany(e => e.Parts, (e, part) => (e.Whole, Part: part)).ToLookup(p => p.Part, p => p.Whole);
        Dictionary<Atom, int> order = inventory.Atoms.Select((atom, place) => (atom, place)).ToDictionary(p => p.atom, p => p.place);
        _asked = [.. tables.Select(t => (IReadOnlyList<Atom>)[.. t.Atoms.Where(a => !a.IsKnown).OrderBy(a => order[a])])];
        _results = new ProtectionResult?[tables.Count];
        _stale = [.. tables.Select(t => t.Atoms.Any(a => a.IsPrimary))];
    }

    /// <summary>For each row why it is hidden; empty where it is not.</summary>
    public IReadOnlyList<string> Reasons { get; private set; } = [];

    public IReadOnlyList<Ladder.Withheld> Withheld => _withheld;

    /// <summary>Whether none of the feed's figures is released.</summary>
    public bool IsWithheld { get; private set; }

    /// <summary>Counts that earlier releases give away. That cannot be taken back: their rows are masked, and the rest of the feed goes on.</summary>
    public IEnumerable<DisclosedCell> AlreadyPublic => _alreadyPublic;

    /// <summary>Sums that contradict the figures.</summary>
    public int Contradictions { get; private init; }

    public IEnumerable<ProtectionResult> Results => _results.OfType<ProtectionResult>();

    /// <summary>Counts that cannot be protected. Where no figure of linked tables is told, then or now, there is nothing to work anything out from.</summary>
    public IEnumerable<DisclosedCell> Open => Enumerable.Range(0, _tables.Count).SelectMany(OpenIn);

    /// <summary>Every count of the feed.</summary>
    public IEnumerable<LedgerEntry> Ledger => _inventory.Atoms.Where(a => a is { Rows.Count: > 0, Value: not null }).Select(a =>
        new LedgerEntry(a.Set.Feed, a.Set.Where, a.Value!.Value, IsWithheld || a.Rows.All(r => Reasons[r].Length > 0), a.IsPrimary));

    /// <param name="rows">Those of the feed.</param>
    /// <param name="threads">The result does not depend on it.</param>
    /// <exception cref="InvalidOperationException">A row tells a number for which no count is known; the message names keys only.</exception>
    public static FeedRelease Protect(
        IReadOnlyList<MeasureRow> rows, IReadOnlyList<FigureCounts> figures, MeasureCatalogue catalogue, DisclosurePolicy policy, History history, int threads,
        CancellationToken cancellationToken)
    {
        Inventory inventory = Inventory.Of(rows, figures, catalogue, policy);
        history.Recall(inventory, policy);
        (IReadOnlyList<Equation> equations, int contradictions) = Resolution.Run(Equations.Of(inventory));
        SmallRests.Mark(inventory, policy);
        SmallRests.MarkNumerators(inventory, policy);

        var release = new FeedRelease(inventory, LinkedTables.Of(inventory.Atoms, equations), policy, threads) { Contradictions = contradictions };
        bool[] masked = release.Settle(cancellationToken);
        if (Ladder.Climb(rows, masked, inventory.IsPrimary, catalogue) is { Count: > 0 } coarser)
        {
            release.Withhold(coarser);
            masked = release.Settle(cancellationToken);
        }
        if (release.Open.Any() && Ladder.OfSmallGroups(rows, inventory.IsPrimary) is { Count: > 0 } small)
        {
            release.Withhold(small);
            masked = release.Settle(cancellationToken);
        }
        // What stays open may be told by no table itself, only by those around it.
        for (int radius = 0; radius <= WidestRadius && release.Open.Any(); radius++)
            if (release.TablesAround(radius) is { Count: > 0 } more)
            {
                release.Withhold(more);
                masked = release.Settle(cancellationToken);
            }
        while (release.Open.Any() && release.GiveUpConfined())
            masked = release.Settle(cancellationToken);
        if (release.Open.Any())
            masked = release.WithholdAll();
        release.Reasons = HiddenRows.ReasonsOf(inventory, masked, release.Results);
        return release;
    }

    /// <summary>A row as it may be published.</summary>
    public MeasureRow Published(int row, MeasureCatalogue catalogue)
    {
        MeasureRow given = _inventory.Rows[row];
        return Reasons[row].Length > 0 ? RowMask.Mask(given, catalogue.Find(given.MeasureId)!)
            : _inventory.HasSecretTarget[row] ? RowMask.WithoutTarget(given)
            : given;
    }

    private bool[] Settle(CancellationToken cancellationToken)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            int[] stale = [.. Enumerable.Range(0, _stale.Length).Where(t => _stale[t])];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
            Parallel.ForEach(stale, parallel, t => Settle(t, cancellationToken));
            bool[] masked = Masked();
            HashSet<Atom> changed = [.. Uncovered(masked)];
            if (changed.Count == 0)
                return masked;
            for (int t = 0; t < _stale.Length; t++)
                _stale[t] = _tables[t].Atoms.Any(changed.Contains);
        }
        throw NotSettled();
    }

    // What is asked for the counts of some tables is nothing to any others.
    private void Settle(int table, CancellationToken cancellationToken)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            _results[table] = Protection.Protect(ReleaseModel.Of(_tables[table]), _policy, 1, cancellationToken);
            if (!Soften(table) && !GiveUpPublic(table))
                return;
        }
        throw NotSettled();
    }

    private static InvalidOperationException NotSettled() => new("Disclosure control does not settle.");

    // Where few people have a property, its numerators cannot all be kept within wide bounds; then they are kept from being found out.
    private bool Soften(int table)
    {
        HashSet<string> narrow = OpenIn(table).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        HashSet<string> disclosed = _results[table]!.AlreadyDisclosed.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        bool isSoftened = false;
        foreach (Atom atom in _asked[table].Where(a => a.IsPrimary && (a.IsSoft || a.Value == 0) && narrow.Contains(a.Key)))
        {
            bool isLast = atom.Requirement == SmallRests.NotExact || disclosed.Contains(atom.Key);
            // Only nobody can be given up: of a count of somebody it is never let out who they are.
            if (isLast && atom.Value != 0)
                continue;
            if (isLast)
                GiveUp(atom);
            atom.Requirement = SmallRests.NotExact;
            isSoftened = true;
        }
        return isSoftened;
    }

    // What earlier releases alone give away cannot be taken back.
    private bool GiveUpPublic(int table)
    {
        HashSet<string> published = PublishedIn(table);
        return GiveUp(table, _results[table]!.AlreadyDisclosed.Where(c => c.By.Any(published.Contains)));
    }

    // What they confine, when leaving out tables has not helped, is asked for less, and in the end given up.
    private bool GiveUpConfined()
    {
        bool isLess = false;
        for (int t = 0; t < _tables.Count; t++)
        {
            HashSet<string> published = PublishedIn(t);
            DisclosedCell[] open = [.. OpenIn(t).Where(c => c.By.Any(published.Contains))];
            HashSet<string> confined = [.. open.Select(c => c.Key)];
            Atom[] wide = [.. _asked[t].Where(a => a.IsPrimary && a.Requirement != SmallRests.NotExact && confined.Contains(a.Key))];
            foreach (Atom atom in wide)
                atom.Requirement = SmallRests.NotExact;
            isLess |= _stale[t] = wide.Length > 0 || GiveUp(t, open);
        }
        return isLess;
    }

    private HashSet<string> PublishedIn(int table) => [.. _tables[table].Atoms.Where(a => a.Earlier is { IsHidden: false }).Select(a => a.Key)];

    private bool GiveUp(int table, IEnumerable<DisclosedCell> cells)
    {
        Dictionary<string, DisclosedCell> open = cells.DistinctBy(c => c.Key).ToDictionary(c => c.Key, StringComparer.Ordinal);
        Atom[] atoms = [.. _asked[table].Where(a => a.IsPrimary && open.ContainsKey(a.Key))];
        foreach (Atom atom in atoms)
        {
            (atom.IsPrimary, atom.IsGivenUp) = (false, true);
            _alreadyPublic.Add(open[atom.Key]);
            foreach (int row in atom.Rows)
                _inventory.IsPrimary[row] = true;
        }
        return atoms.Length > 0;
    }

    // Whose row is masked for others' sake, of those an outsider cannot say that they are many: their small share must not be told otherwise.
    private IEnumerable<Atom> Uncovered(bool[] masked)
    {
        Atom[] unasked =
            [.. _inventory.Atoms.Where(a => a is { IsPrimary: false, IsGivenUp: false, IsBase: false, IsKnown: false, Rows.Count: > 0 })];
        foreach (Atom atom in unasked)
            if (atom.Value < _inventory.MinimumOf(atom.Set.Feed) && atom.Rows.All(r => masked[r]) && _covered.Add(atom))
            {
                atom.MakePrimary(_policy.RequirementFor(_inventory.IsSensitive(atom.Set), _inventory.MinimumOf(atom.Set.Feed)));
                atom.IsSoft = true;
                yield return atom;
            }
    }

    // That it is nobody of a larger group tells it of each smaller one: then the larger group's row goes, too, unless it is out already.
    private void GiveUp(Atom atom)
    {
        Atom[] wholes = [.. _wholes[atom].Where(w => w is { Value: 0, IsPrimary: false, Earlier: not { IsHidden: false } } && w.Rows.Count > 0)];
        foreach (Atom whole in wholes)
        {
            whole.MakePrimary(SmallRests.NotExact);
            whole.IsSoft = true;
        }
        if (wholes.Length == 0 || !_escalated.TryAdd(atom, true))
            atom.IsPrimary = false;
    }

    // The last rung: in a very small population hiding single figures is not enough, and whole tables about the same people are left out. What
    // is out already cannot be left out.
    private IReadOnlyList<Ladder.Withheld> TablesAround(int radius)
    {
        HashSet<string> open = [.. Open.Select(c => c.Key)];
        HashSet<Atom> near = [.. _tables.SelectMany(t => t.Atoms).Where(a => open.Contains(a.Key))];
        if (radius == WidestRadius)
            near.UnionWith(_tables.Where(t => t.Atoms.Any(near.Contains)).SelectMany(t => t.Atoms).ToArray());
        for (int step = 0; step < radius && radius < WidestRadius && near.Count > 0; step++)
            near.UnionWith(_tables.SelectMany(t => t.Equations).Where(e => e.All.Any(near.Contains)).SelectMany(e => e.All).ToArray());
        int[] rows =
        [
            .. near.SelectMany(a => a.Rows)
                .Distinct()
                .Where(r => !_inventory.IsWithheld[r] && _inventory.AtomsOf[r].All(a => a.Earlier is not { IsHidden: false })),
        ];
        HashSet<(string, string, MeasureWindow)> tables = [.. rows.Select(r => Ladder.TableOf(_inventory.Rows[r]))];
        return
        [
            .. Enumerable.Range(0, _inventory.Rows.Count).GroupBy(r => Ladder.TableOf(_inventory.Rows[r])).Where(g => tables.Contains(g.Key))
                .Select(g => new Ladder.Withheld(Ladder.Name(g.Key.Measure, g.Key.Breakdown, g.Key.Window), Ladder.NoTable, [.. g]))
                .OrderBy(w => w.Table, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<DisclosedCell> OpenIn(int table) =>
        _results[table] is not { } result || _tables[table].Atoms.All(a => a.Value == 0 || a.IsRest || a.IsWithheld)
            ? []
            : result.AlreadyDisclosed.Concat(result.TooNarrow);

    private void Withhold(IReadOnlyList<Ladder.Withheld> withheld)
    {
        _withheld.AddRange(withheld);
        // That there is nobody is no secret.
        foreach (int row in withheld.SelectMany(w => w.Rows).Where(r => _inventory.Rows[r].N > 0))
            _inventory.IsPrimary[row] = _inventory.IsWithheld[row] = true;
        foreach (Atom atom in _inventory.Atoms)
            atom.IsWithheld |= atom.Rows.Count > 0 && atom.Earlier is null && atom.Rows.All(r => _inventory.IsWithheld[r]);
        for (int t = 0; t < _stale.Length; t++)
            _stale[t] = _tables[t].Atoms.Any(a => a.IsWithheld) && _tables[t].Atoms.Any(a => a.IsPrimary);
    }

    // Nothing of the feed is released, so nothing can be worked out from it.
    private bool[] WithholdAll()
    {
        IsWithheld = true;
        bool[] masked = [.. _inventory.Rows.Select(RowMask.HasFigure)];
        for (int row = 0; row < masked.Length; row++)
            _inventory.IsWithheld[row] |= masked[row];
        foreach (Atom atom in _inventory.Atoms)
            atom.IsWithheld |= atom.Earlier is null;
        return masked;
    }

    private bool[] Masked()
    {
        HashSet<string> hidden = _results.SelectMany(r => r?.Cells ?? []).Where(c => c.IsHidden).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        bool[] masked =
        [
            .. _inventory.IsPrimary.Select((primary, row) =>
                primary || _inventory.AtomsOf[row].Any(a => hidden.Contains(a.Key) || a.Earlier is { IsHidden: true })),
        ];
        // Sides are levels, and a level has no sides.
        return [.. masked.Select((m, i) => m || _inventory.SidesOf[i].Any(s => masked[s]))];
    }
}
