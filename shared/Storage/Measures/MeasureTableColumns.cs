namespace IncDiv.Storage.Measures;

/// <summary>Reads the columns of a measures file and turns them into rows.</summary>
internal sealed class MeasureTableColumns(ParquetSchema schema, ParquetRowGroupReader group, int count)
{
    public async Task<IReadOnlyList<MeasureRow>> RowsAsync(CancellationToken cancellationToken)
    {
        string[] quarter = await TextAsync("quarter", cancellationToken), version = await TextAsync("catalogue_version", cancellationToken);
        string[] id = await TextAsync("measure_id", cancellationToken), name = await TextAsync("measure_name", cancellationToken);
        string[] feed = await TextAsync("feed", cancellationToken), breakdown = await TextAsync("breakdown", cancellationToken);
        string[] groups = await TextAsync("group", cancellationToken), comparator = await TextAsync("comparator", cancellationToken);
        string[] source = await TextAsync("benchmark_source", cancellationToken), note = await TextAsync("note", cancellationToken);
        MeasureWindow[] window = await ValueAsync<MeasureWindow>("window", cancellationToken);
        Statistic[] statistic = await ValueAsync<Statistic>("statistic", cancellationToken);
        Unit[] unit = await ValueAsync<Unit>("unit", cancellationToken);
        Significance[] significance = await ValueAsync<Significance>("significance", cancellationToken);
        Symbols[] symbol = await ValueAsync<Symbols>("symbol", cancellationToken);
        Polarity[] polarity = await ValueAsync<Polarity>("polarity", cancellationToken);
        TargetStatus[] status = await ValueAsync<TargetStatus>("status", cancellationToken);
        Variation[] variation = await ValueAsync<Variation>("variation", cancellationToken);
        Assurance[] assurance = await ValueAsync<Assurance>("assurance", cancellationToken);
        DateOnly[] start = await DateAsync("period_start", cancellationToken), end = await DateAsync("period_end", cancellationToken);
        double?[] value = await NumberAsync("value", cancellationToken), lower = await NumberAsync("lower", cancellationToken);
        double?[] upper = await NumberAsync("upper", cancellationToken), effective = await NumberAsync("n_effective", cancellationToken);
        double?[] p = await NumberAsync("p_value", cancellationToken), benchmark = await NumberAsync("benchmark", cancellationToken);
        double?[] target = await NumberAsync("target", cancellationToken), adjusted = await NumberAsync("p_adjusted", cancellationToken);
        int?[] n = await WholeAsync("n", cancellationToken), edition = await WholeAsync("edition", cancellationToken);
        var rows = new MeasureRow[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = new MeasureRow
            {
                Quarter = quarter[i],
                PeriodStart = start[i],
                PeriodEnd = end[i],
                Window = window[i],
                MeasureId = id[i],
                MeasureName = name[i],
                Feed = feed[i],
                Breakdown = breakdown[i],
                Group = groups[i],
                Comparator = comparator[i],
                Statistic = statistic[i],
                Unit = unit[i],
                Value = value[i],
                Lower = lower[i],
                Upper = upper[i],
                N = n[i],
                NEffective = effective[i],
                PValue = p[i],
                Significance = significance[i],
                Symbol = symbol[i],
                Polarity = polarity[i],
                Benchmark = benchmark[i],
                Target = target[i],
                BenchmarkSource = source[i],
                Status = status[i],
                Variation = variation[i],
                Assurance = assurance[i],
                Edition = edition[i]!.Value,
                CatalogueVersion = version[i],
                PAdjusted = adjusted[i],
                Note = note[i],
            };
        }
        return rows;
    }

    // A file of an earlier release lacks the columns added since.
    private DataField? Field(string name) => Array.Find(schema.DataFields, f => f.Name == name);

    private async Task<string[]> TextAsync(string name, CancellationToken cancellationToken)
    {
        var cells = new string?[count];
        if (Field(name) is { } field)
            await group.ReadAsync(field, cells.AsMemory(), cancellationToken: cancellationToken);
        return [.. cells.Select(c => c ?? "")];
    }

    private async Task<T[]> ValueAsync<T>(string name, CancellationToken cancellationToken)
        where T : struct, Enum => [.. (await TextAsync(name, cancellationToken)).Select(PublishedText.Parse<T>)];

    private async Task<DateOnly[]> DateAsync(string name, CancellationToken cancellationToken)
    {
        var cells = new DateOnly[count];
        await group.ReadAsync<DateOnly>(Field(name)!, cells.AsMemory(), cancellationToken: cancellationToken);
        return cells;
    }

    private async Task<double?[]> NumberAsync(string name, CancellationToken cancellationToken)
    {
        var cells = new double?[count];
        if (Field(name) is { } field)
            await group.ReadAsync<double>(field, cells.AsMemory(), cancellationToken: cancellationToken);
        return cells;
    }

    private async Task<int?[]> WholeAsync(string name, CancellationToken cancellationToken)
    {
        var cells = new int?[count];
        await group.ReadAsync<int>(Field(name)!, cells.AsMemory(), cancellationToken: cancellationToken);
        return cells;
    }
}
