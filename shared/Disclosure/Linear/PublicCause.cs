using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Linear;

/// <summary>Which public cells give a primary away.</summary>
internal static class PublicCause
{
    /// <summary>A smallest set of forced cells from which the primary follows: none of them can be left out.</summary>
    /// <returns>Their keys in ordinal order.</returns>
    public static IReadOnlyList<string> Of(CoverModel model, int primary)
    {
        if (model.Columns[primary].IsForced)
            return model.Columns[primary].Keys;
        List<int> cause = [.. Enumerable.Range(0, model.CellCount).Where(c => model.Columns[c].IsForced)];
        for (int i = cause.Count - 1; i >= 0; i--)
        {
            var span = new PublishedSpan(model);
            foreach (int forced in cause.Where((_, place) => place != i))
                span.Publish(forced);
            if (span.Contains(primary))
                cause.RemoveAt(i);
        }
        return [.. cause.Select(c => model.Columns[c].Key)];
    }
}
