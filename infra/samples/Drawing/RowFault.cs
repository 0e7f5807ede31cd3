using System.Diagnostics.CodeAnalysis;

namespace IncDiv.Samples.Drawing;

/// <summary>One way of breaking a row.</summary>
/// <param name="Code">The R-code that ingestion must report for the row.</param>
/// <param name="Fields">Invalid values by column index.</param>
/// <param name="ExtraField">The row has one field more than the header.</param>
/// <param name="RepeatsKey">The row has the key of the drop's first row.</param>
internal sealed record RowFault(string Code, IReadOnlyList<(int Column, byte[] Text)> Fields, bool ExtraField = false, bool RepeatsKey = false)
{
    public bool TryGet(int column, [NotNullWhen(true)] out byte[]? text)
    {
        foreach ((int candidate, byte[] replacement) in Fields)
            if (candidate == column)
            {
                text = replacement;
                return true;
            }
        text = null;
        return false;
    }
}
