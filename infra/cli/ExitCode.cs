namespace IncDiv.Cli;

/// <summary>Exit codes of outputs.md section 4.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Done, but something was refused.</summary>
    public const int Refused = 1;

    public const int Usage = 2;

    public const int Failed = 3;
}
