namespace IncDiv.Disclosure.Suppression;

/// <summary>Steps S4 to S8 (disclosure.md 4.2): a release is built up from what is public. Figures are offered from the most to the least important, and shown
/// unless a secret would follow; then intervals are proven, figures that confine a secret are suppressed, and those that need not have been are shown again.
/// </summary>
internal sealed class FigureSuppression
{
    private const int RetrialPrograms = 1000;

    // How often tables tell each other what they know.
    private const int MostRounds = 3;

    private readonly Component[] _components;
    private readonly FigureState[] _figures;
    private readonly (Component Component, int Column)[][] _shared;
    private readonly Dictionary<(Component Component, int Column), (Component Component, int Column)[]> _elsewhere;

    public FigureSuppression(CoverModel model, IReadOnlyList<Figure> figures, DisclosurePolicy policy)
    {
        _components = [.. model.Components().Select(m => new Component(m, policy))];
        var places = new Dictionary<string, (Component, int)>(StringComparer.Ordinal);
        foreach (Component component in _components)
            for (int column = 0; column < component.Model.CellCount; column++)
                foreach (string key in component.Model.Columns[column].Keys)
                    places.Add(key, (component, column));
        _shared =
        [
            .. _components.SelectMany(c => Enumerable.Range(0, c.Model.CellCount).SelectMany(
                    column => c.Model.Columns[column].SameAs, (column, name) => (Name: name, Place: (c, column))))
                .GroupBy(s => s.Name, s => s.Place).Select(g => g.Distinct().ToArray()).Where(g => g.Length > 1),
        ];
        _elsewhere = _shared.SelectMany(places => places.Select(place => (place, elsewhere: places.Where(p => p.Component != place.Component))))
            .GroupBy(p => p.place, p => p.elsewhere).ToDictionary(g => g.Key, g => g.SelectMany(e => e).Distinct().ToArray());
        _figures =
        [
            .. figures.Select(f => new FigureState(f, [.. f.Cells.Select(c => places[c]).Distinct()])).OrderByDescending(f => f.Size == 0)
                .ThenBy(f => f.Figure.HiddenBefore).ThenBy(f => f.Figure.Importance).ThenBy(f => f.Figure.IsComparison).ThenByDescending(f => f.Size)
                .ThenByDescending(f => f.Figure.Key, StringComparer.Ordinal),
        ];
        foreach (FigureState figure in _figures)
            foreach ((Component component, int column) in figure.Cells)
                component.Add(figure, column);
    }

    public IReadOnlyList<FigureState> Figures => _figures;

    public IReadOnlyList<Component> Components => _components;

    /// <summary>Shows figures as long as no secret follows by addition and subtraction.</summary>
    public void BuildUp()
    {
        foreach (Component component in _components)
            component.Begin();
        SpreadAll();
        foreach (FigureState figure in _figures)
        {
            if (figure.Figure.IsSuppressed)
                figure.Hide(HiddenReason.Primary);
            else if (ReasonToHide(figure) is not HiddenReason.None and var reason)
                figure.Hide(reason);
            else
                figure.Show();
            foreach ((Component component, int column) in figure.Cells)
                component.Decided(column);
        }
    }

    /// <summary>Proves an interval for every secret.</summary>
    public void Certify(CancellationToken cancellationToken)
    {
        foreach (Component component in _components)
        {
            component.BeginIntervals();
            component.Loosen = column => Loosen((component, column));
        }
        CertifyAll(cancellationToken);
        if (_components.All(c => c.TooNarrow.Count == 0))
            ShowAgain(cancellationToken);
        for (int round = 0; round < MostRounds && Share(cancellationToken); round++)
            CertifyAll(cancellationToken);
    }

    // A figure that is suppressed in one component may make a secret of another.
    private void CertifyAll(CancellationToken cancellationToken)
    {
        while (_components.Select(c => c.Certify(cancellationToken)).ToArray().Contains(true))
            cancellationToken.ThrowIfCancellationRequested();
    }

    private bool Loosen((Component Component, int Column) cell)
    {
        (long Lower, long Upper) before = cell.Component.GivenRangeOf(cell.Column);
        (Component Component, int Column)[] places = [.. ElsewhereOf(cell).Append(cell).Where(p => p.Component.IsHidden(p.Column))];
        foreach ((Component component, int column) in places)
            component.SetRange(column, 0, long.MaxValue);
        bool isBlurred = false;
        foreach ((Component component, int column) in places.Where(p => p.Component != cell.Component))
            isBlurred |= component.RangeOf(column) is var range && (range.Lower > 0 || range.Upper < long.MaxValue) && component.Blur(column);
        Confine(places, (component, column, lower, upper) => component.SetRange(column, lower, upper));
        // Figures that were suppressed since may have made it less certain already.
        return isBlurred || (cell.Component.GivenRangeOf(cell.Column) is var after && (after.Lower < before.Lower || after.Upper > before.Upper));
    }

    private (Component Component, int Column)[] ElsewhereOf((Component Component, int Column) place) => _elsewhere.GetValueOrDefault(place) ?? [];

    private static void Confine((Component Component, int Column)[] places, Action<Component, int, long, long> confine)
    {
        (long Lower, long Upper)[] ranges = [.. places.Select(p => p.Component.RangeOf(p.Column))];
        (long lower, long upper) = (ranges.Max(r => r.Lower), ranges.Min(r => r.Upper));
        foreach ((Component component, int column) in places)
            confine(component, column, lower, upper);
    }

    // What one table says of a hidden number that another has, too, outsiders know of both.
    private bool Share(CancellationToken cancellationToken)
    {
        bool isNews = false;
        foreach (Component component in _components)
            component.Release();
        foreach ((Component Component, int Column)[] places in _shared)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (Component Component, int Column)[] hidden = [.. places.Where(p => p.Component.IsHidden(p.Column))];
            if (hidden.Length < 2)
                continue;
            Confine(hidden, (component, column, lower, upper) => isNews |= component.Confine(column, lower, upper));
        }
        return isNews;
    }

    private HiddenReason ReasonToHide(FigureState figure)
    {
        if (!figure.MayBeShown)
            return HiddenReason.Primary;
        if (figure.HasHiddenSide)
            return HiddenReason.Linear;
        foreach ((Component component, int column) in figure.Cells)
        {
            if (ReasonToHide(component, column) is not HiddenReason.None and var reason)
                return reason;
            // Also if another of its cells turns out to be unsafe: too much is hidden then, never too little.
            Publish(component, column);
        }
        return HiddenReason.None;
    }

    private HiddenReason ReasonToHide(Component component, int column)
    {
        if (component.Safety.ReasonToHide(column) is not HiddenReason.None and var reason)
            return reason;
        if (component.Safety.Contains(column))
            return HiddenReason.None;
        // What would follow from it here would be known elsewhere, too.
        foreach (int shared in component.Safety.TouchedBy(column).Where(c => !component.Safety.Contains(c)))
            if (ElsewhereOf((component, shared)) is { Length: > 0 } elsewhere && component.Safety.ContainsWith(column, shared))
                foreach ((Component other, int there) in elsewhere)
                    if (other.Safety.ReasonToHide(there) is not HiddenReason.None and var furtherReason)
                        return furtherReason;
        return HiddenReason.None;
    }

    private void Publish(Component component, int column) => Spread(component.Safety.Publish(column).Select(c => (component, c)));

    private void SpreadAll() => Spread(_elsewhere.Keys.Where(p => p.Component.Safety.Contains(p.Column)));

    // What follows in one component is known in all.
    private void Spread(IEnumerable<(Component, int)> news)
    {
        var open = new Queue<(Component, int)>(news);
        while (open.TryDequeue(out (Component, int) place))
            foreach ((Component other, int there) in ElsewhereOf(place))
                foreach (int column in other.Safety.Publish(there))
                    open.Enqueue((other, column));
    }

    // What was suppressed first may protect nothing any more after others were. What readers need most is tried first.
    private void ShowAgain(CancellationToken cancellationToken)
    {
        foreach (Component component in _components)
            component.RenewSafety();
        SpreadAll();
        int left = RetrialPrograms;
        foreach (FigureState figure in _figures.Where(f => !f.IsShown && f.MayBeShown))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int before = _components.Sum(c => c.Programs);
            if (CanBeShown(figure, left))
            {
                foreach ((Component component, int column) in figure.Cells)
                    Publish(component, column);
                figure.Show();
            }
            left -= _components.Sum(c => c.Programs) - before;
        }
    }

    private bool CanBeShown(FigureState figure, int programs)
    {
        if (figure.HasHiddenSide)
            return false;
        (Component Component, int Column)[] hidden = [.. figure.Cells.Where(c => c.Component.IsHidden(c.Column))];
        if (hidden.Any(c => ReasonToHide(c.Component, c.Column) != HiddenReason.None))
            return false;
        var undo = new List<Action>();
        foreach (IGrouping<Component, int> part in hidden.GroupBy(c => c.Component, c => c.Column))
            if (part.Key.TryShow([.. part], part.Key.Programs + programs) is { } back)
                undo.Add(back);
            else
            {
                undo.ForEach(b => b());
                return false;
            }
        return true;
    }
}
