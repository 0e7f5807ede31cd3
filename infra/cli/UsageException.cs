namespace IncDiv.Cli;

/// <summary>An argument or setting from the caller is invalid; exit code 2. The message says what to give instead.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
