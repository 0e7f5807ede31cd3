namespace IncDiv.Host;

/// <summary>The host cannot start or continue. The message says what is wrong and how to put it right.</summary>
internal sealed class HostException(string message, Exception? inner = null) : Exception(message, inner);
