namespace IncDiv.Contracts;

/// <summary>Whole years and months between two days.</summary>
public static class CalendarSpan
{
    /// <summary>Whole years. A birthday on 29 February counts as 1 March in other years, as in English law.</summary>
    public static int Years(DateOnly from, DateOnly to) => to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);

    /// <summary>Whole months. In a month without that day, the last day counts, so 31 December to 30 June is six months.</summary>
    public static int Months(DateOnly from, DateOnly to)
    {
        int months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return from.AddMonths(months) > to ? months - 1 : months;
    }
}
