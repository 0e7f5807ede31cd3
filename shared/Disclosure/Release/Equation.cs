namespace IncDiv.Disclosure.Release;

/// <summary>A whole is the sum of its parts, which share nobody.</summary>
internal sealed record Equation(Atom Whole, IReadOnlyList<Atom> Parts)
{
    public IEnumerable<Atom> All => Parts.Prepend(Whole);

    /// <summary>Several quarters are the sum of fewer.</summary>
    public bool IsOverTime => Parts.Any(p => p.Set.Where[PeopleSet.Time].Length < Whole.Set.Where[PeopleSet.Time].Length);
}
