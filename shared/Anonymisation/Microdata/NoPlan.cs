namespace IncDiv.Anonymisation.Microdata;

/// <summary>The table cannot be released, and why: a sentence without values.</summary>
public sealed record NoPlan(string Reason) : PlanResult;
