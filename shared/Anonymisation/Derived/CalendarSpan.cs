namespace IncDiv.Anonymisation.Derived;

/// <summary>Whole years and months between two days.</summary>
internal static class CalendarSpan
{
    /// <summary>Whole years; a birthday on 29 February counts on 1 March of other years, as in English law.</summary>
    public static int Years(DateOnly from, DateOnly to) =>
        to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);

    /// <summary>Whole months; a month that lacks the day ends it on its last, so 31 December to 30 June are six.</summary>
    public static int Months(DateOnly from, DateOnly to)
    {
        int months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return from.AddMonths(months) > to ? months - 1 : months;
    }
}
