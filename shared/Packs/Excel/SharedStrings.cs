using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace IncDiv.Packs.Excel;

/// <summary>Every text of a workbook once, in the order in which it first appears.</summary>
internal sealed class SharedStrings
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <returns>The index of the text, which a cell holds in its place.</returns>
    public string Add(string text)
    {
        if (!_places.TryGetValue(text, out int place))
            _places.Add(text, place = _places.Count);
        return place.ToString(CultureInfo.InvariantCulture);
    }

    public SharedStringTable ToTable() =>
        new(_places.OrderBy(p => p.Value).Select(p => new SharedStringItem(new Text(Encode(p.Key)) { Space = SpaceProcessingModeValues.Preserve })))
        {
            UniqueCount = (uint)_places.Count,
        };

    /// <summary>Characters that XML does not allow become U+FFFD. <c>_x</c> starts an escape sequence in a workbook, so it is escaped itself.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            encoded.Append(rune.Value is '\t' or '\n' or >= 0x20 and not (>= 0x7F and < 0xA0) and not 0xFFFE and not 0xFFFF ? rune : Rune.ReplacementChar);
        return encoded.Replace("_x", "_x005F_x").ToString();
    }
}
