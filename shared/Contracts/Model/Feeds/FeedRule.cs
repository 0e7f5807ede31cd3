namespace IncDiv.Contracts.Feeds;

/// <summary>A rule across the fields of one row. A row that breaks it is rejected with <see cref="Code"/>.</summary>
/// <param name="Column">The column that is named in the rejects file.</param>
public abstract record FeedRule(string Column)
{
    public virtual string Code => "R206";
}

/// <summary><see cref="FeedRule.Column"/> must be filled when <paramref name="When"/> is one of <paramref name="Is"/> (canonical codes).</summary>
public sealed record RequiredWhen(string Column, string When, IReadOnlyList<string> Is) : FeedRule(Column);

/// <summary><see cref="FeedRule.Column"/> must be blank unless <paramref name="When"/> is one of <paramref name="Is"/>.</summary>
public sealed record BlankUnless(string Column, string When, IReadOnlyList<string> Is) : FeedRule(Column);

/// <summary>Both columns are filled, or neither.</summary>
public sealed record Together(string Column, string Other) : FeedRule(Column);

/// <summary>The date <see cref="FeedRule.Column"/> is not after the date <paramref name="Other"/>.</summary>
public sealed record NotAfter(string Column, string Other) : FeedRule(Column);

/// <summary>The date <see cref="FeedRule.Column"/> is 0 to <paramref name="Days"/> days after the date <paramref name="Other"/>.</summary>
public sealed record WithinDaysAfter(string Column, string Other, int Days) : FeedRule(Column);

/// <summary>Whole years from the date <see cref="FeedRule.Column"/> to the date <paramref name="At"/> must be in a range; otherwise R203.</summary>
public sealed record AgeBetween(string Column, string At, int Minimum, int Maximum) : FeedRule(Column)
{
    public override string Code => "R203";
}

/// <summary>The date <see cref="FeedRule.Column"/> is not before the first day of the quarter that holds the date <paramref name="At"/>.</summary>
public sealed record NotBeforeQuarter(string Column, string At) : FeedRule(Column);

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

/// <summary>Whether the date <c>From</c> is in the row's quarter and the grade <paramref name="Previous"/> is below the present grade on the ladder of the
/// present grade, which is the code list of the first filled column of <paramref name="Now"/>.</summary>
public sealed record PromotedInQuarter(string Name, string From, string Previous, IReadOnlyList<string> Now) : DerivedColumn(Name, From);

/// <summary>Whether the free text <c>From</c> holds anything.</summary>
public sealed record Given(string Name, string From) : DerivedColumn(Name, From);
