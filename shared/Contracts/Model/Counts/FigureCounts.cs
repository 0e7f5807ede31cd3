namespace IncDiv.Contracts.Counts;

/// <summary>The counts of people behind a figure, as the estimator had them: nothing is worked out from printed numbers (disclosure.md S0).</summary>
/// <param name="Sides">One of a level; of a comparison both sides, of the change of a comparison four.</param>
public sealed record FigureCounts(IReadOnlyList<FigureSide> Sides)
{
    public static FigureCounts None { get; } = new([]);
}

/// <summary>The counts behind one level.</summary>
/// <param name="Base">The people whom the figure is about: the denominator; of a response rate those who answered.</param>
public sealed record FigureSide(PeopleCount Base)
{
    /// <summary>Parts of the base that share nobody: the numerator of a share, those who gave each answer to a question.</summary>
    public IReadOnlyList<PeopleCount> Parts { get; init; } = [];

    /// <summary>People who are not a part of the base, such as the leavers of a rate.</summary>
    public IReadOnlyList<PeopleCount> Others { get; init; } = [];

    /// <summary>A figure of pay, which needs more persons.</summary>
    public bool IsPay { get; init; }
}

/// <summary>How many people there are, and who. Restricted: the number is true.</summary>
/// <param name="persons">Unweighted. Of heads at several quarter ends the mean, rounded, and at least 1 if there is anybody.</param>
/// <param name="who">Is called only where it is asked for.</param>
public sealed class PeopleCount(long persons, Func<Population> who)
{
    private readonly Lazy<Population> _who = new(who);

    public long Persons { get; } = persons;

    public Population Who => _who.Value;
}
