namespace IncDiv.Disclosure;

/// <summary>A primary that cannot be protected.</summary>
/// <param name="Key">The primary.</param>
/// <param name="By">Keys of the public cells that give it away.</param>
public sealed record DisclosedCell(string Key, IReadOnlyList<string> By)
{
    /// <summary>One for each primary of the column; for a secondary that must keep an interval, too, one for the column.</summary>
    internal static IEnumerable<DisclosedCell> Of(CoverColumn column, IReadOnlyList<string> by) =>
        column.PrimaryKeys.DefaultIfEmpty(column.Key).Select(k => new DisclosedCell(k, by));
}
