namespace IncDiv.Storage.Curated;

/// <summary>Rewrites a file of curated microdata without some people.</summary>
public static class CuratedRewriter
{
    /// <summary>Copies <paramref name="file"/> to <paramref name="output"/> without the rows of <paramref name="people"/>.</summary>
    /// <returns>Number of rows removed.</returns>
    public static async Task<int> WithoutAsync(
        Feed feed, Quarter quarter, Stream file, IReadOnlySet<UInt128> people, Stream output, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> provenance;
        await using (ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken))
            provenance = reader.CustomMetadata;
        file.Position = 0;
        int left = 0;
        await using RowWriter writer = await RowWriter.CreateAsync(feed, output, provenance, cancellationToken);
        await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, quarter, file, cancellationToken))
        {
            int before = batch.Count;
            UInt128[] pseudonyms = batch.Column<PseudonymValues>("pseudonym").Values;
            batch.Keep(row => !people.Contains(pseudonyms[row]));
            left += before - batch.Count;
            if (batch.Count > 0)
                await writer.WriteAsync(batch, cancellationToken);
        }
        return left;
    }
}
