namespace IncDiv.Workflows.Publication;

/// <summary>What became of a <c>bi</c> file.</summary>
/// <param name="Report">Risk and loss, or null where no file was written.</param>
/// <param name="Node">The level of each quasi-identifier: to be stored, and given as pinned from then on.</param>
/// <param name="Refusal">Why no file was written: a sentence without values.</param>
public sealed record MicrodataFileResult(RiskReport? Report, IReadOnlyList<int> Node, string? Refusal);
