namespace IncDiv.Contracts.Reading;

/// <summary>Reads the measures of a file; see the comments in <c>Measures/1-workforce.yaml</c>. What a measure leaves out, the file's defaults give.</summary>
internal sealed class MeasureReader(Section measure, Section? defaults, CatalogueNames known)
{
    private static readonly (string Word, MeasureKind Value)[] Kinds = [.. MeasureKind.All.Select(k => (k.Name, k))];

    private static readonly (string Word, Statistic Value)[] Statistics = [.. Enum.GetValues<Statistic>().Select(s => (s.ToText(), s))];

    private static readonly string[] Defaultable =
        ["feed", "kind", "where", "strata", "weight", "windows", "unit", "polarity", "breakdowns", "comparators", "caution_below", "source"];

    public static void Read(ContractFile file, CatalogueNames known)
    {
        if (file.Root("file of measures") is not { } root)
            return;
        Section? defaults = root.Part("defaults", "defaults");
        defaults?.Allow(Defaultable);
        foreach (Section item in root.Items("measures", "measure"))
        {
            string id = item.Required("id");
            Section named = item.Named(id.Length == 0 ? "A measure without 'id'" : $"Measure '{id}'");
            Measure? read = new MeasureReader(named, defaults, known).ReadMeasure(id);
            if (read is not null && known.Measures.Sound.FirstOrDefault(m => m.Name == read.Name && m.Id != id) is { } namesake)
                named.Problem($": measure '{namesake.Id}' is called '{read.Name}', too. Give each measure a name of its own.");
            if (id.Length > 0)
                known.Measures.Add(named, id, read);
        }
        defaults?.Finish();
        root.Finish();
    }

    private Measure? ReadMeasure(string id)
    {
        string feedName = Of("feed").Required("feed");
        Feed? feed = feedName == Measure.NotSupplied ? null : known.Feeds.Find(measure, feedName, Of("feed").LineOf("feed"));
        if (!Of("kind").Has("kind"))
            measure.Problem($" has no 'kind'. Give one of {string.Join(", ", Kinds.Select(k => k.Word))}.");
        MeasureKind kind = Of("kind").OneOf("kind", MeasureKind.NotSupplied, $"one of {string.Join(", ", Kinds.Select(k => k.Word))}", Kinds);
        if (measure.IsSound && (feedName == Measure.NotSupplied) != (kind == MeasureKind.NotSupplied))
            measure.Problem($": kind '{Of("kind").Text("kind")}' does not go with feed '{feedName}'.");
        // Without its feed nothing else can be read; with a feed that has problems, neither.
        if (!measure.IsSound || (feed is null && feedName != Measure.NotSupplied))
            return null;
        Condition where = ConditionReader.Read(Of("where"), "where", feed), numerator = ConditionReader.Read(measure, "numerator", feed);
        IReadOnlyList<Breakdown> breakdowns = Of("breakdowns").Has("breakdowns")
            ? [.. Of("breakdowns").Texts("breakdowns").Select(b => Breakdown(b.Text, b.Line, feed)).OfType<Breakdown>()]
            : [.. new[] { Breakdown(Catalogue.Breakdown.All, null, feed) }.OfType<Breakdown>()];
        var read = new Measure(
            id, measure.Required("name"), feedName, kind,
            kind == MeasureKind.Rate ? where.And(numerator) : numerator,
            where.And(ConditionReader.Read(measure, "denominator", feed)), where.And(ConditionReader.Read(measure, "feeder", feed)),
            Optional(measure, "ladder", feed), Value(feed), Optional(measure, "standard", feed), Optional(Of("strata"), "strata", feed),
            Of("weight").Text("weight") is { } weight ? NumberColumn(Of("weight"), "weight", weight, feed) : null,
            Of("windows").Has("windows")
                ? [.. Of("windows").Texts("windows").Select(w => OneOf<MeasureWindow>("window", w.Text, w.Line))]
                : [MeasureWindow.Quarter],
            OneOf<Unit>("unit"), OneOf<Polarity>("polarity"), breakdowns,
            Of("comparators").Has("comparators")
                ? BreakdownReader.Comparisons(Of("comparators"), "comparators", null)
                : [.. breakdowns.SelectMany(b => b.Comparisons)],
            ReferenceReader.ReadBenchmark(measure.Part("benchmark", "benchmark"), known.Populations),
            ReferenceReader.ReadBenchmark(measure.Part("population_share", "population share"), known.Populations),
            [.. measure.Items("targets", "target").Select(Target)], [.. measure.Items("baselines", "baseline").Select(Baseline)],
            Of("caution_below").Whole("caution_below") ?? 0, Of("source").Required("source"), measure.Words("notes"));
        if (measure.Finish())
            foreach (string problem in MeasureChecks.Problems(read, feed))
                measure.Problem($": {problem}");
        return measure.IsSound ? read : null;
    }

    // Where a property is written: in the measure, or in the defaults of its file. Both know its name then.
    private Section Of(string property)
    {
        bool isOwn = measure.Has(property), isDefault = defaults?.Has(property) == true;
        return !isOwn && isDefault ? defaults! : measure;
    }

    private T OneOf<T>(string property) where T : struct, Enum => OneOf<T>(property, Of(property).Required(property), Of(property).LineOf(property));

    private T OneOf<T>(string property, string value, int line)
        where T : struct, Enum
    {
        if (!EnumText.TryParse(value, out T found) && value.Length > 0)
            measure.Problem($": {property} '{value}' is not one of {string.Join(", ", EnumText.All<T>())}.", line);
        return found;
    }

    private Breakdown? Optional(Section section, string property, Feed? feed) =>
        section.Text(property) is { } name ? Breakdown(name, section.LineOf(property), feed) : null;

    private Breakdown? Breakdown(string name, int? line, Feed? feed)
    {
        Breakdown? found = known.Breakdowns.Find(measure, name, line);
        if (found is not null && feed is not null)
            CheckColumns(found, feed, line);
        return found;
    }

    private void CheckColumns(Breakdown breakdown, Feed feed, int? line)
    {
        foreach (Breakdown part in breakdown.Cross)
            CheckColumns(part, feed, line);
        (BreakdownColumn Column, CuratedColumn Curated)[] columns = [.. breakdown.ColumnsIn(feed)];
        if (columns.Length == 0 && breakdown.Columns.Count > 0)
            measure.Problem($": feed '{feed.Name}' has no column for breakdown '{breakdown.Name}'.", line);
        foreach ((BreakdownColumn column, CuratedColumn curated) in columns)
            if (column.Grouping is null ? curated.Kind != CuratedKind.Text : curated.Codes?.Groupings.ContainsKey(column.Grouping) != true)
                measure.Problem($": column '{column.Name}' has no grouping '{column.Grouping ?? "values"}' (breakdown '{breakdown.Name}').", line);
    }

    // Either { column, divide_by } or { answers: [columns], scores: { code: score } }.
    private RowValue? Value(Feed? feed)
    {
        if (measure.Part("value", "value") is not { } value)
            return null;
        string? column = value.Text("column");
        double divideBy = value.Number("divide_by") ?? 1;
        if (divideBy == 0)
            value.Problem(": 'divide_by' must not be 0.", value.LineOf("divide_by"));
        IReadOnlyList<YamlText> answers = value.Texts("answers");
        IReadOnlyDictionary<string, double> scores = value.NumberMap("scores");
        if (column is null && (answers.Count == 0 || scores.Count == 0))
            value.Problem(": give a number 'column', or 'answers' with their 'scores'.");
        foreach (YamlText answer in answers)
            if (feed?.CuratedColumns.FirstOrDefault(c => c.Name == answer.Text)?.Codes is not { } list || scores.Keys.Any(code => list.OrderOf(code) < 0))
                value.Problem($": column '{answer.Text}' is missing or lacks one of the codes that are scored.", answer.Line);
        value.Finish();
        return column is null
            ? new RowValue([.. answers.Select(a => a.Text)], scores, 1)
            : new RowValue([NumberColumn(value, "column", column, feed)], null, divideBy);
    }

    private static string NumberColumn(Section section, string property, string column, Feed? feed)
    {
        if (feed?.CuratedColumns.Any(c => c.Name == column && c.Kind == CuratedKind.Number) != true)
            section.Problem($": the feed's curated data has no number column '{column}'.", section.LineOf(property));
        return column;
    }

    private static Target Target(Section target)
    {
        TargetKind kind = target.RequiredOneOf(
            "kind", TargetKind.Direction, "one of number, parity, gap, direction, lowest rises", ("number", TargetKind.Number), ("parity", TargetKind.Parity),
            ("gap", TargetKind.Gap), ("direction", TargetKind.Direction), ("lowest rises", TargetKind.LowestRises));
        double? value = target.Number("value") ?? kind switch
        {
            TargetKind.Parity => 1,
            TargetKind.Gap or TargetKind.Direction => 0,
            _ => null,
        };
        if (value is null)
            target.Problem(" has no 'value'. Give a number.");
        bool isRelative = target.OneOf("in", false, "points or percent", ("points", false), ("percent", true));
        string breakdown = target.Text("breakdown", Catalogue.Breakdown.All);
        string group = target.Text("group", breakdown == Catalogue.Breakdown.All ? Catalogue.Breakdown.AllGroup : "");
        return target.Finished(new Target(kind, value ?? 0, isRelative, breakdown, group, target.Text("comparator", ""), target.Required("source")));
    }

    private static Baseline Baseline(Section baseline) => baseline.Finished(new Baseline(
        baseline.RequiredNumber("value"), baseline.Required("date"), baseline.Required("source"),
        baseline.Text("breakdown", Catalogue.Breakdown.All), baseline.Text("group", Catalogue.Breakdown.AllGroup), baseline.Text("comparator", ""),
        baseline.OneOf("statistic", Statistic.Level, $"one of {string.Join(", ", Statistics.Select(s => s.Word))}", Statistics)));
}
