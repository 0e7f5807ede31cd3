namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>The classes of a node, counted: packed keys, records and sensitive values seen.</summary>
internal sealed record ClassList(UInt128[] Keys, int[] Counts, ulong[] Answers)
{
    public int Count => Keys.Length;
}
