namespace IncDiv.Disclosure.Release;

/// <summary>A whole is the sum of its parts, which share nobody.</summary>
internal sealed record Equation(Atom Whole, IReadOnlyList<Atom> Parts)
{
    public IEnumerable<Atom> All => Parts.Prepend(Whole);
}
