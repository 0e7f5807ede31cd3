namespace IncDiv.Packs.Charts;

/// <summary>The levels of two groups joined by a line, one line per measure.</summary>
internal static class DumbbellChart
{
    private sealed record Pair(Measure Measure, MeasureRow Group, MeasureRow Comparator, MeasureRow? Gap)
    {
        public bool IsDrawn => Group.Value is not null && Comparator.Value is not null;
    }

    public static ChartView? View(string id, PackChart chart, IReadOnlyList<Measure> measures, PackContext context)
    {
        List<Pair> pairs =
        [
            .. from measure in measures
               let own = measure.Level(chart.Breakdown, chart.Group)
               let other = measure.Level(chart.Breakdown, chart.Comparator)
               where own is not null && other is not null
               select new Pair(measure, own, other, measure.Comparison(chart.Breakdown, chart.Group, chart.Comparator)),
        ];
        if (pairs.Count == 0)
            return null;
        Column[] columns =
        [
            new("Measure"), new(chart.Group, ColumnKind.Figure), new(chart.Comparator, ColumnKind.Figure), new("Gap", ColumnKind.Figure),
            new("95% interval of the gap", ColumnKind.Interval), new("Significance"),
        ];
        Cells cells = context.Cells;
        var table = new Table(id + "-table", chart.Title, $"The figures of the chart: {chart.Title}", "", columns,
        [
            .. pairs.Select(p => Row.Of(
                p.Measure, chart.Breakdown, "",
                Cells.Name(p.Measure), cells.Figure(p.Group), cells.Figure(p.Comparator), cells.Figure(p.Gap), cells.Interval(p.Gap), Cells.Tested(p.Gap))),
        ]);
        List<Pair> drawn = pairs.FindAll(p => p.IsDrawn && p.Group.Unit == pairs[0].Group.Unit);
        string note = ChartGallery.NotDrawn(pairs.Select(p => (p.Measure.Name, p.Group.Value is null ? p.Group : p.Comparator)));
        string subtitle = $"{chart.Title}. {Wording.Window(pairs[0].Group)}.";
        if (drawn.Count == 0)
            return ChartView.WithoutFigures(subtitle, note, table);
        return new ChartView(
            "", Finding(chart, drawn), subtitle, $"Circle: {chart.Group}. Square: {chart.Comparator}. To the right: the gap.", note,
            $"{subtitle} {string.Join("; ", drawn.Select(InWords))}.", Draw(drawn, context.Tier), table);

        string Figure(MeasureRow row) => FigureFormat.InTable(row, context.Tier);
        string InWords(Pair pair) =>
            $"{pair.Measure.Name}: {chart.Group} {Figure(pair.Group)}, {chart.Comparator} {Figure(pair.Comparator)}, "
            + $"interval of the gap {(pair.Gap is null ? "none" : FigureFormat.Interval(pair.Gap, context.Tier))}";
    }

    private static string Finding(PackChart chart, List<Pair> drawn)
    {
        List<string> parts = [];
        foreach (Significance significance in ChartFinding.InOrder)
        {
            int count = drawn.Count(p => p.Gap?.Significance == significance);
            if (count > 0)
                parts.Add($"{significance.ToText()} in {FigureFormat.Count(count)} of {FigureFormat.Count(drawn.Count)}");
        }
        return parts.Count == 0
            ? $"{chart.Group} and {chart.Comparator}, not tested"
            : $"{chart.Group} against {chart.Comparator}: {string.Join(", ", parts)} measures";
    }

    private static Drawing Draw(List<Pair> drawn, PackTier tier)
    {
        Scale scale = RowAxis.Linear(drawn.SelectMany(p => (double[])[p.Group.Value!.Value, p.Comparator.Value!.Value]), isFromZero: false);
        string Gap(Pair pair) => pair.Gap is null ? "" : FigureFormat.InTable(pair.Gap, tier).Replace(" percentage points", " pp", StringComparison.Ordinal);
        return new RowAxis(scale, drawn[0].Group.Unit, drawn.Select(p => (p.Measure.Name, Gap(p))))
            .Draw((i, y) => Marks(scale.At(drawn[i].Group.Value!.Value), scale.At(drawn[i].Comparator.Value!.Value), y));
    }

    private static IEnumerable<Shape> Marks(double group, double comparator, double y) =>
    [
        Stroke.Create(group, y, comparator, y, ColourRole.Limit, 3),
        new Mark(comparator, y, MarkKind.Square, ColourRole.Second, 6),
        new Mark(group, y, MarkKind.Circle, ColourRole.First, 6),
    ];
}
