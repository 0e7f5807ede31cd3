namespace IncDiv.Contracts.Feeds;

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
