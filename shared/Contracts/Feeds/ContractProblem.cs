namespace IncDiv.Contracts.Feeds;

/// <summary>What is wrong with a contract and how to put it right.</summary>
/// <param name="Line">1-based; null where the file as a whole is meant.</param>
public sealed record ContractProblem(string File, int? Line, string Message)
{
    /// <summary><c>file, line n: message</c>.</summary>
    public override string ToString() => Line is { } line ? $"{File}, line {line}: {Message}" : $"{File}: {Message}";
}
