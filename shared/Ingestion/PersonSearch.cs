namespace IncDiv.Ingestion;

/// <summary>Searches a raw file for people. It also searches rows that ingestion would reject and files that it would quarantine.</summary>
public static class PersonSearch
{
    /// <param name="fileName">Its extension determines the file type.</param>
    /// <param name="file">A seekable stream. It is read from its start and stays open.</param>
    /// <param name="people">Identifiers in the form of <see cref="CanonicalId"/>.</param>
    /// <returns>Whether the file holds one of the identifiers; null where it cannot be read to its end.</returns>
    public static async Task<bool?> FindsAsync(Feed feed, string fileName, Stream file, IReadOnlySet<string> people, CancellationToken cancellationToken)
    {
        var limits = new IngestionLimits();
        var issues = new IssueLog(maxListed: 0);
        await using DropText? text = await DropText.OpenAsync(file, fileName, limits, issues, cancellationToken);
        if (text is null)
            return issues.Counts.Any(c => c.Code == "E101") ? false : null;
        DropHeader? header;
        using (CsvReader csv = text.Read())
            header = await DropHeader.ReadAsync(feed, csv, limits, issues, cancellationToken);
        int keyField = header?.FieldOf(feed.Key) ?? -1;
        byte[] canonical = new byte[64];
        bool IsOne(CsvReader record, int field)
        {
            int length = CanonicalId.Write(record.Field(field), ref canonical);
            return length > 0 && people.Contains(Encoding.UTF8.GetString(canonical, 0, length));
        }
        // The identifier is in the key column. If that column is unknown, or the row does not fit the header, it may be in any field.
        bool Finds(CsvReader record) => keyField >= 0 && header!.Fits(record)
            ? IsOne(record, keyField)
            : Enumerable.Range(0, record.FieldCount).Any(field => IsOne(record, field));
        bool ended = true;
        foreach (byte delimiter in header is null ? ",;\t"u8.ToArray() : [header.Delimiter])
        {
            using CsvReader csv = text.Read();
            csv.Delimiter = delimiter;
            CsvStatus status;
            while ((status = await csv.ReadAsync(cancellationToken)) == CsvStatus.Record)
                if (Finds(csv))
                    return true;
            ended &= status == CsvStatus.End;
        }
        return ended ? false : null;
    }
}
