using System.Collections.Frozen;

namespace IncDiv.Contracts.Receipts;

/// <summary>Descriptions of the codes of feeds.md section 2 for readers of receipts.</summary>
public static class IssueMeaning
{
    private static readonly FrozenDictionary<string, string> Meanings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["E101"] = "The file is empty",
        ["E102"] = "No header, or one that cannot be read",
        ["E103"] = "A required column is missing",
        ["E104"] = "A column appears twice",
        ["E105"] = "A forbidden column is present: an identifier that this feed must never carry",
        ["E106"] = "Not text, or an encoding that cannot be read",
        ["E107"] = "A quote is not closed",
        ["E108"] = "The file or a row is over the size limit",
        ["E109"] = "Too many rejected rows",
        ["E110"] = "Unknown feed or file type",
        ["E111"] = "No usable period, so the drop belongs to no quarter",
        ["E112"] = "The manifest contradicts the file",
        ["E113"] = "A damaged or hostile archive",
        ["R201"] = "A required value is missing",
        ["R202"] = "A value is not of the column's type",
        ["R203"] = "A value is out of range",
        ["R204"] = "A code that is not in the code list",
        ["R205"] = "The key occurs earlier in the drop",
        ["R206"] = "A rule across columns is broken",
        ["R207"] = "The row has the wrong number of fields",
        ["R208"] = "Outside the area policed",
        ["W101"] = "An unknown column was dropped",
        ["W102"] = "A code was treated as not stated",
        ["W103"] = "The text was not UTF-8 and was read as Windows-1252",
        ["W104"] = "A response or declaration rate changed by more than 10 points",
        ["W105"] = "The size changed by more than 30 % from the last quarter",
        ["W106"] = "Opening strength plus joiners minus leavers is not the closing strength",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All codes, in order.</summary>
    public static IEnumerable<string> Codes => Meanings.Keys.Order(StringComparer.Ordinal);

    /// <summary>The description of a code; the code itself if it is unknown.</summary>
    public static string Find(string code) => Meanings.GetValueOrDefault(code, code);
}

/// <summary>A fault or warning found in a drop: a value, never an exception. The message never holds a personal value.</summary>
/// <param name="Code">Stable code of feeds.md section 2: <c>E…</c> file, <c>R…</c> row, <c>W…</c> warning.</param>
/// <param name="Line">1-based line of the file, null where the fault has none.</param>
/// <param name="Column">The contract's column name, or the header as delivered.</param>
/// <param name="Message">What is wrong and how to correct it.</param>
public sealed record Issue(string Code, long? Line, string? Column, string Message);

/// <summary>The number of issues with a code.</summary>
public sealed record IssueCount(string Code, long Count)
{
    /// <summary>The description of the code.</summary>
    public string Meaning => IssueMeaning.Find(Code);
}
