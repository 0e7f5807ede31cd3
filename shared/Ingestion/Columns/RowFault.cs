namespace IncDiv.Ingestion.Columns;

/// <summary>Row-level errors in the order of their codes R201 to R208 (feeds.md section 2).</summary>
internal enum RowFault
{
    None,
    Missing,
    NotOfType,
    OutOfRange,
    UnknownCode,
    DuplicateKey,
    RuleBroken,
    FieldCount,
    OutsideArea,
}

internal static class RowFaultCodes
{
    private static readonly string[] Codes = ["", "R201", "R202", "R203", "R204", "R205", "R206", "R207", "R208"];

    public static string Code(this RowFault fault) => Codes[(int)fault];
}
