namespace IncDiv.Contracts.Reading;

/// <summary>Reads a condition: <c>{ column: [codes] }</c>, all of which must hold, or a list of such, one of which must. Instead of a code,
/// <c>grouping:Group</c> means the codes of a group in the column's code list, and <c>grouping:*</c> the codes of all its groups.</summary>
internal static class ConditionReader
{
    private static readonly string[] Flags = ["false", "true"];

    /// <param name="feed">The feed whose curated columns are tested; null if the measure has none.</param>
    public static Condition Read(Section section, string property, Feed? feed) => section.Value(property) switch
    {
        null => Condition.Always,
        YamlMap map => new Condition([Tests(section, map, feed)]),
        YamlList list when list.Items.All(i => i is YamlMap) => new Condition([.. list.Items.Cast<YamlMap>().Select(m => Tests(section, m, feed))]),
        var other => Wrong(section, other.Line, $"'{property}' is a map of columns to codes, or a list of such maps"),
    };

    private static Condition Wrong(Section section, int line, string what)
    {
        section.Problem($": {what}.", line);
        return Condition.Always;
    }

    private static IReadOnlyList<ColumnTest> Tests(Section section, YamlMap map, Feed? feed)
    {
        foreach (IGrouping<string, YamlEntry> same in map.Entries.GroupBy(e => e.Key, StringComparer.Ordinal).Where(g => g.Count() > 1))
            section.Problem($": a condition names column '{same.Key}' twice. List all its codes once.", same.Last().Line);
        return [.. map.Entries.Select(e => Test(section, e, feed?.CuratedColumns.FirstOrDefault(c => c.Name == e.Key))).OfType<ColumnTest>()];
    }

    private static ColumnTest? Test(Section section, YamlEntry entry, CuratedColumn? column)
    {
        YamlText[] written = [.. (entry.Value as YamlList)?.Items.OfType<YamlText>() ?? []];
        if (column is null)
            section.Problem($": the feed's curated data has no column '{entry.Key}'.", entry.Line);
        else if (column.Kind is CuratedKind.Number or CuratedKind.Pseudonym)
            section.Problem($": column '{entry.Key}' holds no codes to test for.", entry.Line);
        else if (written.Length == 0 || written.Length != ((YamlList)entry.Value).Items.Count)
            section.Problem($": give column '{entry.Key}' a list of codes, such as [A, B].", entry.Line);
        else
            return new ColumnTest(entry.Key, [.. written.SelectMany(w => Codes(section, column, w))], [.. written.Select(w => Word(w.Text))]);
        return null;
    }

    private static string[] Codes(Section section, CuratedColumn column, YamlText written)
    {
        string text = written.Text;
        if (column.Codes is not { } list)
        {
            if (column.Kind == CuratedKind.Flag && !Flags.Contains(text))
                section.Problem($": column '{column.Name}' is true or false, not '{text}'.", written.Line);
            return [text];
        }
        if (list.OrderOf(text) >= 0)
            return [text];
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && list.Groupings.TryGetValue(text[..colon], out IReadOnlyList<CodeGroup>? groups))
        {
            string label = text[(colon + 1)..];
            string[] codes = [.. groups.Where(g => label == "*" || g.Label == label).SelectMany(g => g.Codes)];
            if (codes.Length > 0)
                return codes;
        }
        section.Problem($": '{text}' is neither a code nor a group of code list '{list.Name}' (column '{column.Name}').", written.Line);
        return [];
    }

    private static string Word(string written)
    {
        int colon = written.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? written : written[(colon + 1)..] == "*" ? "known" : written[(colon + 1)..];
    }
}
