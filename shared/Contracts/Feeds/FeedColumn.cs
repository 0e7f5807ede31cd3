namespace IncDiv.Contracts.Feeds;

/// <summary>One column that a source team may deliver.</summary>
/// <param name="Name">The contract's name, lower case.</param>
/// <param name="Aliases">Other header names that mean this column.</param>
/// <param name="Required">The header must have it (E103).</param>
/// <param name="ValueRequired">A blank value is a fault (R201). Code lists otherwise take blank as not stated.</param>
/// <param name="Codes">The code list of a <see cref="ColumnType.Code"/> column.</param>
/// <param name="Minimum">Smallest number allowed; with <paramref name="MinimumIsExclusive"/> it must be exceeded.</param>
/// <param name="Maximum">Largest number allowed.</param>
/// <param name="MinLength">Fewest characters of a key.</param>
/// <param name="MaxLength">Most characters of a text or key.</param>
/// <param name="Characters">Characters allowed in a key, as ranges: <c>0-9A-Z</c>; null allows all.</param>
/// <param name="Default">Weight of a row when the whole column is absent or blank; null when the column must be filled.</param>
/// <param name="Description">One sentence for the data dictionary.</param>
public sealed record FeedColumn(
    string Name,
    ColumnClass Class,
    ColumnType Type,
    IReadOnlyList<string> Aliases,
    bool Required,
    bool ValueRequired,
    CodeList? Codes,
    double? Minimum,
    bool MinimumIsExclusive,
    double? Maximum,
    int MinLength,
    int MaxLength,
    string? Characters,
    double? Default,
    string Description)
{
    /// <summary>Whether messages and rejects must not show a value of this column.</summary>
    public bool IsPersonal => Class is ColumnClass.DirectIdentifier or ColumnClass.Key or ColumnClass.FreeText or ColumnClass.SpecialCategory;

    /// <summary>Whether the value itself reaches curated data: never identifiers, free text or exact dates.</summary>
    public bool IsCurated => Class is not (ColumnClass.DirectIdentifier or ColumnClass.Key or ColumnClass.FreeText) && Type != ColumnType.Date;
}

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

public enum ColumnType
{
    /// <summary>Not read at all: direct identifiers that no rule needs.</summary>
    Skipped,

    /// <summary>An identifier: trimmed, upper case.</summary>
    Key,

    /// <summary>A value of a code list.</summary>
    Code,

    /// <summary><c>yyyy-MM-dd</c> or <c>dd/MM/yyyy</c>.</summary>
    Date,

    Number,

    /// <summary>Short text, kept as it is.</summary>
    Text,

    /// <summary>Text of any length, of which only "was given" is kept.</summary>
    FreeText,
}
