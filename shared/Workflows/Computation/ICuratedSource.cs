namespace IncDiv.Workflows.Computation;

/// <summary>A source of current curated microdata.</summary>
public interface ICuratedSource
{
    /// <summary>Reads the rows of a feed and quarter in batches. Batches are reused and may lack the pseudonyms. There is no batch if the feed has no data.
    /// Several quarters may be read at the same time.</summary>
    IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, CancellationToken cancellationToken);

    /// <summary>The number of people invited to a survey in a quarter, from the manifests of its drops; null if unknown.</summary>
    long? InvitedTo(Feed feed, Quarter quarter);
}
