namespace IncDiv.Disclosure.Linear;

/// <summary>Whether a cell can be published so that no primary follows by addition and subtraction, for outsiders or insiders.</summary>
internal sealed class LinearSafety(CoverModel model, int coalition)
{
    private readonly PublishedSpan _span = new(model);
    private readonly int[] _primaries = [.. Enumerable.Range(0, model.CellCount).Where(c => model.Columns[c].IsPrimary)];
    private readonly int[] _insiders = coalition == 0 ? [] :
        [.. Enumerable.Range(0, model.CellCount).Where(c => model.Columns[c] is { IsPrimary: true, Contributors: 1 })];

    /// <summary>The same for a pattern that is there already.</summary>
    public static LinearSafety Of(CoverModel model, IReadOnlyList<HiddenReason> reasons, int coalition)
    {
        var safety = new LinearSafety(model, coalition);
        foreach (int cell in Enumerable.Range(0, model.CellCount).Where(c => reasons[c] is HiddenReason.None or HiddenReason.Forced))
            safety.Publish(cell);
        return safety;
    }

    public IEnumerable<int> Disclosed => _primaries.Where(p => _span.Contains(p) || model.Columns[p].IsForced);

    public void Publish(int cell) => _span.Publish(cell);

    /// <summary>The cell, decided upon and no primary, will not be asked about again.</summary>
    public void Forget(int cell) => _span.Forget(cell);

    public HiddenReason ReasonToHide(int cell)
    {
        if (_span.Contains(cell))
            return HiddenReason.None;
        int[] touched = [.. _span.TouchedBy(cell).Where(c => model.Columns[c].IsPrimary)];
        if (Array.Exists(touched, p => _span.ContainsWith(cell, p)))
            return HiddenReason.Linear;
        return Array.Exists(_insiders, i => Tells(i, cell, touched)) ? HiddenReason.Insider : HiddenReason.None;
    }

    // If publishing changes neither what is known of the insider nor of another primary, they tell no more of each other than before.
    private bool Tells(int insider, int cell, int[] touched)
    {
        int[] others = touched.Contains(insider) ? _primaries : touched;
        if (others.Length == 0)
            return false;
        (uint, uint, uint) both = _span.With(insider, cell);
        // What an insider knows already, before this cell is published, is no reason to hide it.
        return Array.Exists(others, p => p != insider && _span.Contains(both, p) && !_span.ContainsWith(insider, p));
    }
}
