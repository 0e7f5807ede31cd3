namespace IncDiv.Local;

/// <summary>A program cannot be run on this machine. The message says which one and how to put it right.</summary>
public sealed class LocalMachineException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
