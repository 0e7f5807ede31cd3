namespace IncDiv.Workflows.Notices;

/// <summary>A notice did not reach its server, or was refused. The message holds no address.</summary>
public sealed class DeliveryException(string message, Exception inner) : Exception(message, inner);
