namespace IncDiv.Disclosure.Suppression;

/// <summary>What has been decided about a figure.</summary>
/// <param name="cells">Its cells, as columns of the components.</param>
internal sealed class FigureState(Figure figure, IReadOnlyList<(Component Component, int Column)> cells)
{
    public Figure Figure { get; } = figure;

    public IReadOnlyList<(Component Component, int Column)> Cells { get; } = cells;

    public long Size { get; } = cells.Select(c => c.Component.Model.Columns[c.Column].Value).DefaultIfEmpty().Max();

    public HiddenReason Reason { get; private set; } = HiddenReason.Linear;

    public bool IsShown => Reason == HiddenReason.None;

    /// <summary>Whether nothing but what was decided about others keeps it from being shown.</summary>
    public bool MayBeShown => !Figure.IsSuppressed && Cells.All(c => !c.Component.IsPrimary(c.Column));

    /// <summary>It compares a level that is suppressed.</summary>
    public bool HasHiddenSide => Figure.IsComparison && Cells.Any(c =>
        c.Component.FiguresOf(c.Column).Where(f => !f.Figure.IsComparison).ToArray() is { Length: > 0 } levels && !Array.Exists(levels, l => l.IsShown));

    public void Show()
    {
        Reason = HiddenReason.None;
        foreach ((Component component, int column) in Cells)
            component.Show(column);
    }

    public void Hide(HiddenReason reason)
    {
        bool wasShown = IsShown;
        Reason = reason;
        if (wasShown)
            foreach ((Component component, int column) in Cells)
                component.Hide(column);
    }
}
