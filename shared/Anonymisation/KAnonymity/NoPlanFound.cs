namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>The table cannot be released, and why: a sentence without values.</summary>
public sealed record NoPlanFound(string Reason) : PlanResult;
