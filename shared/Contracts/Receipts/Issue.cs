namespace IncDiv.Contracts.Receipts;

/// <summary>A fault or warning found in a drop: a value, never an exception. The message never holds a personal value.</summary>
/// <param name="Code">Stable code of feeds.md section 2: <c>E…</c> file, <c>R…</c> row, <c>W…</c> warning.</param>
/// <param name="Line">1-based line of the file, null where the fault has none.</param>
/// <param name="Column">The contract's column name, or the header as delivered.</param>
/// <param name="Message">What is wrong and how to put it right.</param>
public sealed record Issue(string Code, long? Line, string? Column, string Message);

/// <summary>How often a code occurred.</summary>
public sealed record IssueCount(string Code, long Count)
{
    /// <summary>What the code means.</summary>
    public string Meaning => IssueMeaning.Find(Code);
}
