namespace IncDiv.Contracts.Catalogue;

/// <summary>The windows of outputs.md section 2, as written there.</summary>
public static class MeasureWindow
{
    /// <summary>The quarter alone.</summary>
    public const string Quarter = "quarter";

    /// <summary>The quarter and the three before it, sums pooled (statistics.md C9).</summary>
    public const string Rolling = "rolling-4q";

    /// <summary>The last day of the quarter.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>The last wave of a survey, carried forward with its own dates.</summary>
    public const string Wave = "wave";
}
