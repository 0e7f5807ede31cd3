namespace IncDiv.Local;

/// <summary>A message as the server took it.</summary>
/// <param name="To">Recipients of its envelope.</param>
/// <param name="Content">Headers and body, as they came over the wire.</param>
public sealed record ReceivedMail(IReadOnlyList<string> To, string Content);
