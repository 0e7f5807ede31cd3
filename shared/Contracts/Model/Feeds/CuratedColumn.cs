namespace IncDiv.Contracts.Feeds;

/// <summary>The kinds of column in curated data and their Parquet types.</summary>
public enum CuratedKind
{
    /// <summary>16 bytes, Parquet UUID.</summary>
    Pseudonym,

    /// <summary>A code as text.</summary>
    Code,

    /// <summary>A code of a numeric list (an answer scale), Parquet INT32.</summary>
    Scale,

    /// <summary>Short text, and months as <c>yyyy-MM</c>.</summary>
    Text,

    /// <summary>True or false, Parquet BOOLEAN.</summary>
    Flag,

    /// <summary>Parquet DOUBLE.</summary>
    Number,
}

/// <summary>One column of curated microdata, in the order of the feed's curated files.</summary>
/// <param name="Codes">The code list of a <see cref="CuratedKind.Code"/> or <see cref="CuratedKind.Scale"/> column.</param>
public sealed record CuratedColumn(string Name, CuratedKind Kind, CodeList? Codes)
{
    /// <summary>The name of the first column of every feed's curated data.</summary>
    public const string PseudonymName = "pseudonym";
}
