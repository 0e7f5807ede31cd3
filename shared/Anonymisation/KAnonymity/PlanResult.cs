namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>What planning came to: a <see cref="MicrodataPlan"/> or a <see cref="NoPlanFound"/>.</summary>
public abstract record PlanResult;
