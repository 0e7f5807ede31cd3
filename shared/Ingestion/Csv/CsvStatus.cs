namespace IncDiv.Ingestion.Csv;

/// <summary>What an attempt to read a record gave.</summary>
internal enum CsvStatus
{
    Record,

    /// <summary>The buffer ends inside the record: fill it and try again.</summary>
    NeedsMore,
    End,

    /// <summary>A quote is not closed, or text follows a closing quote.</summary>
    UnbalancedQuote,

    TooLong,
}
