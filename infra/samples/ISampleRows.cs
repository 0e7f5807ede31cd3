namespace IncDiv.Samples;

/// <summary>Writes the rows of one sample drop, one at a time.</summary>
internal interface ISampleRows
{
    /// <summary>Writes the fields of the next row, in the order of the feed's contract.</summary>
    void Write(CsvRows csv);
}
