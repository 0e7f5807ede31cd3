namespace IncDiv.Workflows.Computation;

/// <summary>Where the curated microdata that counts is read from.</summary>
public interface ICuratedSource
{
    /// <summary>
    /// The rows of a feed and quarter in batches, which are reused and may lack the pseudonyms; no batch where the feed is missing. Several quarters
    /// may be read at once.
    /// </summary>
    IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, CancellationToken cancellationToken);

    /// <summary>People invited to a survey in a quarter, as the manifests of its drops state; null where that is not known.</summary>
    long? InvitedTo(Feed feed, Quarter quarter);
}
