namespace IncDiv.Contracts.PackDefinitions;

/// <summary>Who may read a pack.</summary>
public enum PackTier
{
    /// <summary>An internal board: every published row.</summary>
    Board,

    /// <summary>Everybody: without the breakdowns that the definition leaves out, and fewer decimals for small bases.</summary>
    Public,
}
