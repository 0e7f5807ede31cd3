namespace IncDiv.Disclosure.Counts;

/// <summary>Whether somebody's code in a column is one of those of a box.</summary>
/// <param name="Column">Index of the column.</param>
/// <param name="Holds">For each code of the column.</param>
internal readonly record struct BoxTest(int Column, bool[] Holds)
{
    /// <param name="places">Of somebody's codes in all columns.</param>
    public static bool HoldAll(BoxTest[] box, ushort[] places)
    {
        foreach (BoxTest test in box)
            if (!test.Holds[places[test.Column]])
                return false;
        return true;
    }

    /// <summary>Whether somebody is in one of the boxes.</summary>
    public static bool HoldAny(BoxTest[][] boxes, ushort[] places)
    {
        foreach (BoxTest[] box in boxes)
            if (HoldAll(box, places))
                return true;
        return false;
    }
}

/// <summary>Makes tests over the codes of some columns.</summary>
internal sealed class BoxTests(PeopleColumn[] columns)
{
    private readonly Dictionary<string, int>[] _placeOf =
        [.. columns.Select(c => c.Codes.Select((code, place) => (code, place)).ToDictionary(p => p.code, p => p.place, StringComparer.Ordinal))];

    /// <exception cref="InvalidOperationException">The population asks for a column that is not there.</exception>
    public BoxTest[][] Of(Population who) =>
    [
        .. who.Boxes.Select(box => box.Select(t => Find(t.Key, t.Value)
            ?? throw new InvalidOperationException($"{who}: no class tells '{t.Key}'.")).ToArray()),
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
