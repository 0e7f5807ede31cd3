using System.Reflection;
using Azure;
using Azure.Identity;
using IncDiv.Local;

namespace IncDiv.Cli;

/// <summary>An argument or setting from the caller is invalid; exit code 2. The message says what to give instead.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Converts any exception that ends a command to a message on standard error and an exit code.</summary>
internal static class Failure
{
    /// <summary>If this is set to 1, the whole exception is printed after the message.</summary>
    public const string TraceSetting = "INCDIV_TRACE";

    /// <returns>The exit code.</returns>
    public static int Say(Exception failure)
    {
        Progress.Say(Describe(failure));
        if (Environment.GetEnvironmentVariable(TraceSetting) == "1")
            Progress.Say(failure.ToString());
        return Cause(failure) is UsageException ? ExitCode.Usage : ExitCode.Failed;
    }

    /// <summary>Describes a failure in one line.</summary>
    public static string Describe(Exception failure) => Cause(failure) switch
    {
        TaskCanceledException { InnerException: TimeoutException } => "An HTTP call timed out.",
        OperationCanceledException => "The command was cancelled.",
        // Contracts may have several problems, each on a line of its own.
        UsageException e => e.Message.Trim(),
        LocalMachineException or IOException or UnauthorizedAccessException => Line(Cause(failure)),
        RequestFailedException { Status: 0 } e => $"Storage or the Key Vault cannot be reached: {Line(e)}",
        RequestFailedException e => Invariant($"Storage or the Key Vault answered {e.Status} {e.ErrorCode}: {Line(e)}"),
        AuthenticationFailedException e => $"There is no identity for storage or the Key Vault; sign in, for example with 'az login': {Line(e)}",
        HttpRequestException e => $"An HTTP call failed: {Line(e)}",
        JsonException e => $"Invalid JSON: {Line(e)}",
        OutOfMemoryException => "There is not enough memory.",
        Exception e => $"{Line(e)} ({e.GetType().Name}; set {TraceSetting}=1 for details)",
    };

    // Unwraps exceptions that only wrap another.
    private static Exception Cause(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [Exception first, ..] } => Cause(first),
        TargetInvocationException or TypeInitializationException when failure.InnerException is { } inner => Cause(inner),
        _ => failure,
    };

    // Only the first line is kept: Azure's messages continue with headers.
    private static string Line(Exception failure) =>
        failure.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [string first, ..]
            ? first
            : failure.GetType().Name;
}
