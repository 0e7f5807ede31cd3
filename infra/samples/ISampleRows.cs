namespace IncDiv.Samples;

/// <summary>The rows of one sample drop, one after the other.</summary>
internal interface ISampleRows
{
    /// <summary>Writes the fields of the next row in the order of the feed's contract.</summary>
    void Write(CsvRows csv);
}
