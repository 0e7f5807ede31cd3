namespace IncDiv.Anonymisation.Microdata;

/// <summary>What planning came to: a <see cref="BiPlan"/> or a <see cref="NoPlan"/>.</summary>
public abstract record PlanResult;
