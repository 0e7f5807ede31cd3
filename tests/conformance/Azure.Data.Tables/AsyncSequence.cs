namespace Azure.Data.Tables.Conformance;

internal static class AsyncSequence
{
    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> sequence)
    {
        List<T> items = [];
        await foreach (T item in sequence)
            items.Add(item);
        return items;
    }
}
