namespace IncDiv.Packs;

/// <summary>An action of the work plan, as the register of the quarter has it.</summary>
/// <param name="Source">Document and number of the commitment.</param>
/// <param name="Owner">A role, never a name.</param>
/// <param name="Due">The month, <c>yyyy-MM</c>; empty where none was set.</param>
/// <param name="Status">A code of the list <c>action_status</c>.</param>
public sealed record ActionFacts(string Source, string Priority, string Commitment, string Owner, string Due, string Status, string Note);
