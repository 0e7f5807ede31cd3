namespace IncDiv.Disclosure.Linear;

/// <param name="Reasons">For each column of the model.</param>
/// <param name="AlreadyDisclosed">If any, the pattern is unfinished.</param>
internal sealed record LinearPattern(HiddenReason[] Reasons, IReadOnlyList<DisclosedCell> AlreadyDisclosed);
