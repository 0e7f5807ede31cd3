namespace IncDiv.Contracts.Feeds;

/// <summary>A curated column that replaces values which must not leave ingestion.</summary>
public abstract record DerivedColumn(string Name, string From);

/// <summary>Whole years from the date <c>From</c> to the date <paramref name="At"/>, as a band of <paramref name="Codes"/>.</summary>
public sealed record YearsBand(string Name, string From, string At, CodeList Codes) : DerivedColumn(Name, From);

/// <summary>Whole months from the date <c>From</c> to the date <paramref name="At"/>, as a band of <paramref name="Codes"/>.</summary>
public sealed record MonthsBand(string Name, string From, string At, CodeList Codes) : DerivedColumn(Name, From);

/// <summary>Whole months from the date <c>From</c> to the date <paramref name="At"/>.</summary>
public sealed record MonthsBetween(string Name, string From, string At) : DerivedColumn(Name, From);

/// <summary>The month of the date <c>From</c>, <c>yyyy-MM</c>.</summary>
public sealed record Month(string Name, string From) : DerivedColumn(Name, From);

/// <summary>Whether the date <c>From</c> is in the row's quarter.</summary>
public sealed record InQuarter(string Name, string From) : DerivedColumn(Name, From);

/// <summary>
/// Whether the date <c>From</c> is in the row's quarter and the grade <paramref name="Previous"/> is below the present grade on the ladder of the
/// present grade, which is the code list of the first filled column of <paramref name="Now"/>.
/// </summary>
public sealed record PromotedInQuarter(string Name, string From, string Previous, IReadOnlyList<string> Now) : DerivedColumn(Name, From);

/// <summary>Whether the free text <c>From</c> holds anything.</summary>
public sealed record Given(string Name, string From) : DerivedColumn(Name, From);
