namespace IncDiv.Contracts.Feeds;

/// <summary>One column that a source team may deliver.</summary>
/// <param name="Name">The contract's name, lower case.</param>
/// <param name="Aliases">Other header names that mean this column.</param>
/// <param name="Required">The header must have it (E103).</param>
/// <param name="ValueRequired">A blank value is a fault (R201). Otherwise, a blank value of a code list means not stated.</param>
/// <param name="Codes">The code list of a <see cref="ColumnType.Code"/> column.</param>
/// <param name="Minimum">Minimum number. With <paramref name="MinimumIsExclusive"/>, numbers must be greater.</param>
/// <param name="Maximum">Maximum number.</param>
/// <param name="MinLength">Minimum number of characters of a key.</param>
/// <param name="MaxLength">Maximum number of characters of a text or key.</param>
/// <param name="Characters">Characters allowed in a key, as ranges: <c>0-9A-Z</c>; null allows all.</param>
/// <param name="Default">Weight of a row if the whole column is absent or blank; null if the column must be filled.</param>
/// <param name="Description">One sentence for the data dictionary.</param>
public sealed record FeedColumn(
    string Name, ColumnClass Class, ColumnType Type, IReadOnlyList<string> Aliases, bool Required, bool ValueRequired, CodeList? Codes,
    double? Minimum, bool MinimumIsExclusive, double? Maximum, int MinLength, int MaxLength, string? Characters, double? Default, string Description)
{
    /// <summary>Whether messages and rejects must not show a value of this column.</summary>
    public bool IsPersonal => Class is ColumnClass.DirectIdentifier or ColumnClass.Key or ColumnClass.FreeText or ColumnClass.SpecialCategory;

    /// <summary>Whether the value itself reaches curated data: never identifiers, free text or exact dates.</summary>
    public bool IsCurated => Class is not (ColumnClass.DirectIdentifier or ColumnClass.Key or ColumnClass.FreeText) && Type != ColumnType.Date;
}

/// <summary>How sensitive a column is, which determines what may leave ingestion (feeds.md section 3).</summary>
public enum ColumnClass
{
    /// <summary>DI: a direct identifier, which is accepted but dropped and never leaves ingestion.</summary>
    DirectIdentifier,

    /// <summary>KEY: an identifier that is replaced by a keyed pseudonym.</summary>
    Key,

    /// <summary>QI: a quasi-identifier.</summary>
    QuasiIdentifier,

    /// <summary>SA: a special-category attribute.</summary>
    SpecialCategory,

    /// <summary>FT: free text, of which only the fact that something was written is kept.</summary>
    FreeText,

    /// <summary>M: a measure.</summary>
    Measure,

    /// <summary>W: a survey weight.</summary>
    Weight,
}

public enum ColumnType
{
    /// <summary>A direct identifier that no rule needs, so it is not read.</summary>
    Skipped,

    /// <summary>An identifier: trimmed, upper case.</summary>
    Key,

    /// <summary>A value of a code list.</summary>
    Code,

    /// <summary><c>yyyy-MM-dd</c> or <c>dd/MM/yyyy</c>.</summary>
    Date,

    Number,

    /// <summary>Short text, kept unchanged.</summary>
    Text,

    /// <summary>Text of any length, of which only "was given" is kept.</summary>
    FreeText,
}

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
