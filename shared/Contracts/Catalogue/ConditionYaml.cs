namespace IncDiv.Contracts.Catalogue;

/// <summary>
/// The written form of a condition: <c>{ column: [codes] }</c>, all of which must hold, or a list of such, one of which must. Instead of a
/// code, <c>grouping:Group</c> means the codes of a group in the column's code list, and <c>grouping:*</c> the codes of all its groups.
/// </summary>
internal static class ConditionYaml
{
    private static readonly string[] Flags = ["false", "true"];

    public static Condition Read(string at, object? written, Feed? feed) => written switch
    {
        null => Condition.Always,
        IDictionary<object, object> map => new Condition([Tests(at, map, feed)]),
        IList<object> list => new Condition([.. list.Select(item => item is IDictionary<object, object> map
            ? Tests(at, map, feed)
            : throw new InvalidDataException($"{at}: each alternative is a map of columns to codes."))]),
        _ => throw new InvalidDataException($"{at}: a condition is a map of columns to codes, or a list of such maps."),
    };

    private static IReadOnlyList<ColumnTest> Tests(string at, IDictionary<object, object> map, Feed? feed) =>
        [.. map.Select(p => Test(at, (string)p.Key, p.Value, feed))];

    private static ColumnTest Test(string at, string name, object value, Feed? feed)
    {
        CuratedColumn column = feed?.CuratedColumns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal))
            ?? throw new InvalidDataException($"{at}: the feed's curated data has no column '{name}'.");
        if (column.Kind is CuratedKind.Number or CuratedKind.Pseudonym)
            throw new InvalidDataException($"{at}: column '{name}' holds no codes to test for.");
        if (value is not IList<object> { Count: > 0 } list)
            throw new InvalidDataException($"{at}: give column '{name}' a list of codes.");
        string[] written = [.. list.Cast<string>()];
        return new ColumnTest(name, [.. written.SelectMany(w => Codes(at, column, w))], [.. written.Select(Word)]);
    }

    private static string[] Codes(string at, CuratedColumn column, string written)
    {
        if (column.Codes is not { } list)
            return column.Kind != CuratedKind.Flag || Flags.Contains(written)
                ? [written]
                : throw new InvalidDataException($"{at}: column '{column.Name}' is true or false, not '{written}'.");
        if (list.OrderOf(written) >= 0)
            return [written];
        int colon = written.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && list.Groupings.TryGetValue(written[..colon], out IReadOnlyList<CodeGroup>? groups))
        {
            string label = written[(colon + 1)..];
            string[] codes = [.. groups.Where(g => label == "*" || g.Label == label).SelectMany(g => g.Codes)];
            if (codes.Length > 0)
                return codes;
        }
        throw new InvalidDataException($"{at}: '{written}' is neither a code nor a group of code list '{list.Name}' (column '{column.Name}').");
    }

    private static string Word(string written)
    {
        int colon = written.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? written : written[(colon + 1)..] == "*" ? "known" : written[(colon + 1)..];
    }
}
