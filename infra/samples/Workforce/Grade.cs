namespace IncDiv.Samples.Workforce;

/// <summary>A rank or band.</summary>
/// <param name="Strength">Share of the strength in this grade; need not add up to one.</param>
/// <param name="Joiners">Share of the joiners who start in it.</param>
/// <param name="HourlyPay">Pounds, on entry to the grade; 0 for unpaid work.</param>
internal sealed record Grade(string Code, double Strength, double Joiners, double HourlyPay);
