namespace IncDiv.Disclosure.Counts;

/// <summary>Columns over whose codes the boxes of populations become tests.</summary>
internal sealed class BoxColumns(PeopleColumn[] columns)
{
    private readonly Dictionary<string, int>[] _placeOf =
        [.. columns.Select(c => c.Codes.Select((code, place) => (code, place)).ToDictionary(p => p.code, p => p.place, StringComparer.Ordinal))];

    /// <exception cref="InvalidOperationException">The population asks for a column that is not there.</exception>
    public BoxTest[][] Of(Population who) =>
    [
        .. who.Boxes.Select(box => box.Select(t => Find(t.Key, t.Value)
            ?? throw new InvalidOperationException($"{who}: there is no column '{t.Key}'.")).ToArray()),
    ];

    /// <summary>Null if there is no such column.</summary>
    public BoxTest? Find(string column, string[] codes)
    {
        int found = Array.FindIndex(columns, c => c.Name == column);
        if (found < 0)
            return null;
        var holds = new bool[columns[found].Codes.Count];
        foreach (string code in codes)
            if (_placeOf[found].TryGetValue(code, out int place))
                holds[place] = true;
        return new BoxTest(found, holds);
    }
}
