namespace IncDiv.Disclosure.Linear;

/// <summary>Whether a cell can be published so that no primary follows by addition and subtraction, for outsiders or insiders.</summary>
/// <param name="isPrimary">For each column: what must not follow.</param>
/// <param name="coalition">1: the one person behind a hidden cell is taken as an attacker who knows that cell (S6); 0: nobody is.</param>
internal sealed class LinearSafety(CoverModel model, bool[] isPrimary, int coalition)
{
    private readonly PublishedSpan _span = new(model);
    private readonly int[] _primaries = [.. Enumerable.Range(0, model.CellCount).Where(c => isPrimary[c])];
    private readonly int[] _insiders = coalition == 0 ? [] :
        [.. Enumerable.Range(0, model.CellCount).Where(c => isPrimary[c] && model.Columns[c].Contributors == 1)];

    /// <summary>Primaries that follow from what is published.</summary>
    public IEnumerable<int> Disclosed => _primaries.Where(_span.Contains);

    public bool Contains(int cell) => _span.Contains(cell);

    /// <summary>Whether <paramref name="cell"/> would follow if <paramref name="other"/> were published.</summary>
    public bool ContainsWith(int other, int cell) => _span.ContainsWith(other, cell);

    /// <returns>The cells that follow from now on.</returns>
    public IReadOnlyList<int> Publish(int cell) => _span.Publish(cell);

    /// <summary>Cells of which more could follow if <paramref name="cell"/>, which does not follow yet, were published.</summary>
    public IEnumerable<int> TouchedBy(int cell) => _span.TouchedBy(cell);

    /// <summary>The cell, decided upon and no primary, will not be asked about again.</summary>
    public void Forget(int cell) => _span.Forget(cell);

    public HiddenReason ReasonToHide(int cell)
    {
        if (_span.Contains(cell))
            return HiddenReason.None;
        int[] touched = [.. _span.TouchedBy(cell).Where(c => isPrimary[c])];
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
