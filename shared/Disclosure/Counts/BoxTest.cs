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
