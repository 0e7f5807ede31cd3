using System.Diagnostics.CodeAnalysis;

namespace IncDiv.Contracts;

/// <summary>A quarter of the financial year that starts on 1 April: Q1 is April to June. Written <c>2026-27-Q2</c>.</summary>
/// <param name="StartYear">The calendar year in which the financial year starts: 2026 for 2026-27.</param>
/// <param name="Number">1 to 4.</param>
public readonly record struct Quarter(int StartYear, int Number) : IComparable<Quarter>
{
    private int Ordinal => StartYear * 4 + Number - 1;

    public DateOnly FirstDay => new DateOnly(StartYear, 4, 1).AddMonths(3 * (Number - 1));

    public DateOnly LastDay => FirstDay.AddMonths(3).AddDays(-1);

    /// <summary>The quarter that includes <paramref name="day"/>.</summary>
    public static Quarter Containing(DateOnly day)
    {
        int monthsSinceApril = (day.Month + 8) % 12;
        return new Quarter(day.Month >= 4 ? day.Year : day.Year - 1, monthsSinceApril / 3 + 1);
    }

    /// <summary>Reads the written form.</summary>
    /// <exception cref="FormatException">The text is not of the form <c>2026-27-Q2</c>.</exception>
    public static Quarter Parse(string text) =>
        TryParse(text, out Quarter quarter) ? quarter : throw new FormatException($"'{text}' is not a quarter; write it like 2026-27-Q2.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Quarter quarter)
    {
        quarter = default;
        if (text is not { Length: 10 } || text[4] != '-' || text[7] != '-' || text[8] != 'Q' || text[9] is < '1' or > '4')
            return false;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int next)
            || next != (year + 1) % 100 || year is < 1900 or > 2200)
            return false;
        quarter = new Quarter(year, text[9] - '0');
        return true;
    }

    public Quarter AddQuarters(int count)
    {
        int ordinal = Ordinal + count;
        return new Quarter(ordinal / 4, ordinal % 4 + 1);
    }

    public int CompareTo(Quarter other) => Ordinal.CompareTo(other.Ordinal);

    public static bool operator <(Quarter left, Quarter right) => left.CompareTo(right) < 0;

    public static bool operator >(Quarter left, Quarter right) => left.CompareTo(right) > 0;

    public static bool operator <=(Quarter left, Quarter right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Quarter left, Quarter right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartYear:0000}-{(StartYear + 1) % 100:00}-Q{Number}");
}
