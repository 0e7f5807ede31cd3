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
        int[] candidates = [.. Enumerable.Range(0, model.CellCount).Where(c => model.Columns[c].IsForced)];
        List<int> cause = [];
        while (true)
        {
            var span = new PublishedSpan(model);
            foreach (int forced in cause)
                span.Publish(forced);
            int needed = 0;
            while (!span.Contains(primary))
                span.Publish(candidates[needed++]);
            if (needed == 0)
                return [.. cause.Order().SelectMany(c => model.Columns[c].Keys)];
            // Without the last one it did not follow yet; those after it are not needed.
            cause.Add(candidates[needed - 1]);
            candidates = candidates[..(needed - 1)];
        }
    }
}
