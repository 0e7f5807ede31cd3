namespace IncDiv.Contracts.Feeds;

/// <summary>How sensitive a column is, which decides what may leave ingestion (feeds.md section 3).</summary>
public enum ColumnClass
{
    /// <summary>DI: accepted and dropped; never leaves ingestion.</summary>
    DirectIdentifier,

    /// <summary>KEY: turned into a keyed pseudonym.</summary>
    Key,

    /// <summary>QI.</summary>
    QuasiIdentifier,

    /// <summary>SA.</summary>
    SpecialCategory,

    /// <summary>FT: only the fact that something was written is kept.</summary>
    FreeText,

    /// <summary>M.</summary>
    Measure,

    /// <summary>W: a survey weight.</summary>
    Weight,
}
