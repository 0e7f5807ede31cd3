using System.Runtime.CompilerServices;

namespace Azure.Data.Tables;

/// <summary>A page of a query by its continuation token and size; the token is null for the first page.</summary>
internal delegate Task<Page<T>> PageReader<T>(string continuationToken, int? pageSize, CancellationToken cancellationToken);

/// <summary>A query as a sequence of pages. Only a missing token ends it: the service may answer an empty page in the middle.</summary>
internal sealed class TablePages<T>(PageReader<T> read, int? maxPerPage, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
{
    public override IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null) =>
        ReadAsync(continuationToken, pageSizeHint ?? maxPerPage, CancellationToken);

    public override async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (T row in page.Values)
                yield return row;
        }
    }

    private async IAsyncEnumerable<Page<T>> ReadAsync(string token, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            Page<T> page = await read(token, pageSize, cancellationToken).ConfigureAwait(false);
            yield return page;
            token = page.ContinuationToken;
        }
        while (token != null);
    }
}
