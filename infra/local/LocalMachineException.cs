namespace IncDiv.Local;

/// <summary>Something that this machine should run cannot be run. The message is a sentence that says what and how to put it right.</summary>
public sealed class LocalMachineException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
