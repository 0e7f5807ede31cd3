namespace IncDiv.Cli;

/// <summary>Something that the caller gave, such as a setting, cannot be used: exit code 2. The message says what to give instead.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
