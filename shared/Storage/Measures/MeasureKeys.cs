using IncDiv.Contracts.Catalogue;

namespace IncDiv.Storage.Measures;

/// <summary>Keys of the measures tables (outputs.md section 2): <c>measure|statistic|breakdown|group|comparator</c>. The catalogue says which windows a measure
/// has: a figure for another window than the main one has its window in the key, so that all fit in one table.</summary>
public sealed class MeasureKeys(MeasureCatalogue catalogue)
{
    /// <summary>The key of each row, in the order of the rows.</summary>
    public IReadOnlyList<string> Create(IReadOnlyList<MeasureRow> rows) => [.. rows.Select(r => Create(r.Key))];

    public string Create(FigureKey key)
    {
        string plain = string.Join('|', Escape(key.MeasureId), key.Statistic.ToText(), Escape(key.Breakdown), Escape(key.Group), Escape(key.Comparator));
        // A measure that has left the catalogue keeps the keys that it would have with a quarter and a longer window.
        bool isMain = catalogue.Find(key.MeasureId) is { } measure ? key.Window == measure.MainWindow : key.Window != MeasureWindow.Quarter;
        return isMain ? plain : $"{plain}|{key.Window.ToText()}";
    }

    // Table Storage rejects / \ # ? and control characters in keys.
    private static string Escape(string text) => !text.Any(IsSpecial)
        ? text
        : string.Concat(text.Select(c => IsSpecial(c) ? string.Create(CultureInfo.InvariantCulture, $"~{(int)c:X2}") : $"{c}"));

    private static bool IsSpecial(char c) => c is '/' or '\\' or '#' or '?' or '|' or '~' || char.IsControl(c);
}
