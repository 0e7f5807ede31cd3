namespace IncDiv.Contracts.PackDefinitions;

/// <summary>When a pack is due.</summary>
/// <param name="DaysAfterQuarterEnd">The announced date: that many days after the last day of the quarter.</param>
/// <param name="AsSoonAsComplete">The pack comes out earlier when all its required feeds are in.</param>
/// <param name="Quarters">Quarters of the year that have this pack, 1 to 4, ascending.</param>
public sealed record PublicationRule(int DaysAfterQuarterEnd, bool AsSoonAsComplete, IReadOnlyList<int> Quarters)
{
    public bool Has(Quarter quarter) => Quarters.Contains(quarter.Number);

    /// <summary>The next quarter after this one that has the pack.</summary>
    public Quarter Next(Quarter quarter)
    {
        do
            quarter = quarter.AddQuarters(1);
        while (!Has(quarter));
        return quarter;
    }

    /// <summary>
    /// The announced publication date. Packs print this date, not the day on which the machine got round to it, so that the same drops
    /// give the same bytes.
    /// </summary>
    public DateOnly DueDate(Quarter quarter) => quarter.LastDay.AddDays(DaysAfterQuarterEnd);

    /// <param name="isComplete">All required feeds of the quarter are in.</param>
    public bool IsDue(Quarter quarter, bool isComplete, DateOnly today) =>
        Has(quarter) && ((AsSoonAsComplete && isComplete) || today >= DueDate(quarter));
}
