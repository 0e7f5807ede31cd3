using System.Reflection;
using Azure;
using Azure.Identity;
using IncDiv.Local;

namespace IncDiv.Cli;

/// <summary>What ends a command before its work is done: a sentence on standard error and an exit code, whatever was thrown.</summary>
internal static class Failure
{
    /// <summary>Set to 1, the whole exception is printed after the sentence.</summary>
    public const string TraceSetting = "INCDIV_TRACE";

    /// <returns>The exit code.</returns>
    public static int Say(Exception failure)
    {
        Progress.Say(Describe(failure));
        if (Environment.GetEnvironmentVariable(TraceSetting) == "1")
            Progress.Say(failure.ToString());
        return Cause(failure) is UsageException ? ExitCode.Usage : ExitCode.Failed;
    }

    /// <summary>One line.</summary>
    public static string Describe(Exception failure) => Cause(failure) switch
    {
        TaskCanceledException { InnerException: TimeoutException } => "A call over HTTP took too long.",
        OperationCanceledException => "Stopped before the end.",
        UsageException or LocalMachineException or IOException or UnauthorizedAccessException => Line(Cause(failure)),
        RequestFailedException { Status: 0 } e => $"Storage or the Key Vault cannot be reached: {Line(e)}",
        RequestFailedException e => FormattableString.Invariant($"Storage or the Key Vault answered {e.Status} {e.ErrorCode}: {Line(e)}"),
        AuthenticationFailedException e => $"There is no identity to open storage or the Key Vault with, such as that of 'az login': {Line(e)}",
        HttpRequestException e => $"A call over HTTP failed: {Line(e)}",
        JsonException e => $"Some JSON cannot be read: {Line(e)}",
        OutOfMemoryException => "There is not enough memory.",
        Exception e => $"{Line(e)} ({e.GetType().Name}; {TraceSetting}=1 shows its details.)",
    };

    // What only wraps another says nothing itself.
    private static Exception Cause(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [Exception first, ..] } => Cause(first),
        TargetInvocationException or TypeInitializationException when failure.InnerException is { } inner => Cause(inner),
        _ => failure,
    };

    // Azure's messages go on with headers.
    private static string Line(Exception failure) => failure.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [string first, ..] ? first : failure.GetType().Name;
}
