namespace IncDiv.Anonymisation.Microdata;

/// <summary>What planning came to: a <see cref="BiPlan"/> or a <see cref="NoPlan"/>.</summary>
public abstract record PlanResult;

/// <summary>The table cannot be released, and why: a sentence without values.</summary>
public sealed record NoPlan(string Reason) : PlanResult;
