using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Output;
using IncDiv.Disclosure.Policies;

namespace IncDiv.Disclosure.Release;

/// <summary>
/// Disclosure control of a release: from unsuppressed measures to rows that may be published (disclosure.md 4.2). Every count behind every
/// number is one cell of a model of all linked tables; a row is masked when one of its counts must be hidden.
/// </summary>
public static class MeasureRelease
{
    // Masked rows bring new counts to protect, and their protection masks further rows: a few rounds settle it.
    private const int MostRounds = 12;

    /// <param name="rows">The unsuppressed rows of one quarter; the result has the same rows in the same order.</param>
    /// <param name="threads">The result does not depend on it.</param>
    /// <exception cref="InvalidOperationException">A row tells a number for which no count is known; the message names keys only.</exception>
    public static ReleasedMeasures Protect(
        IReadOnlyList<MeasureRow> rows, MeasureCatalogue catalogue, DisclosurePolicy policy, int threads = 1, CancellationToken cancellationToken = default)
    {
        var sw0 = System.Diagnostics.Stopwatch.StartNew();
        Inventory inventory = Inventory.Of(rows, catalogue, policy);
        (IReadOnlyList<Equation> equations, int contradictions) = Resolution.Run(Equations.Of(inventory));
        SmallRests.Mark(inventory, policy);

        Console.Error.WriteLine($"DBG model {sw0.Elapsed.TotalSeconds:0.00} eq {equations.Count} contra {contradictions} atoms {inventory.Atoms.Count}");
        var results = new Dictionary<string, ProtectionResult>(StringComparer.Ordinal);
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        HashSet<Atom> changed = [.. inventory.Atoms];
        bool[] masked = [];
        for (int round = 0; changed.Count > 0; round++)
        {
            if (round == MostRounds)
                throw new InvalidOperationException("Disclosure control does not settle.");
            foreach (ReleaseModel part in ReleaseModel.Of(inventory.Atoms, equations).Where(p => p.Atoms.Any(changed.Contains)))
            {
                var sw = System.Diagnostics.Stopwatch.StartNew();
                var pr = results[part.Atoms[0].Key] = Protection.Protect(part.Model, policy, threads, cancellationToken);
                Console.Error.WriteLine($"DBG round {round} atoms {part.Atoms.Count} rows {part.Model.RowCount} cells {part.Model.CellCount} prim {part.Atoms.Count(a => a.IsPrimary)} hidden {pr.Cells.Count(c => c.IsHidden)} LP {pr.LinearPrograms} wit {pr.Witnesses} {sw.Elapsed.TotalSeconds:0.00}s {part.Atoms[0].Key[..40]}");
            }
            hidden = results.Values.SelectMany(r => r.Cells).Where(c => c.IsHidden).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
            masked = Masked(inventory, hidden);
            changed = SmallRests.MarkMasked(inventory, masked, policy);
        }
        DisclosedCell[] unsafeCells = [.. results.Values.SelectMany(r => r.AlreadyDisclosed.Concat(r.TooNarrow)).OrderBy(c => c.Key, StringComparer.Ordinal)];
        return new ReleasedMeasures([.. rows.Select((r, i) => masked[i] ? RowMask.Mask(r) : r)], unsafeCells);
    }

    private static bool[] Masked(Inventory inventory, HashSet<string> hidden)
    {
        var masked = new bool[inventory.Rows.Count];
        for (int i = 0; i < masked.Length; i++)
            masked[i] = inventory.IsPrimary[i] || inventory.AtomsOf[i].Any(a => hidden.Contains(a.Key));
        // Sides are levels, and a level has no sides.
        return [.. masked.Select((m, i) => m || inventory.SidesOf[i].Any(s => masked[s]))];
    }
}
