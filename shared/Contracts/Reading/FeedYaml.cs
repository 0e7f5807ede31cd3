namespace IncDiv.Contracts.Reading;

/// <summary>The written form of a feed contract; see the comment in <c>Feeds/workforce.yaml</c>.</summary>
internal sealed class FeedYaml
{
    public string Name { get; set; } = "";

    public int Version { get; set; }

    public string Title { get; set; } = "";

    public string Grain { get; set; } = "";

    public LoadMode LoadMode { get; set; }

    public double Tolerance { get; set; }

    public string Key { get; set; } = "";

    public string Period { get; set; } = "";

    public bool PeriodIsSnapshot { get; set; }

    public Dictionary<string, ColumnYaml> Columns { get; set; } = [];

    public List<string> Forbidden { get; set; } = [];

    public List<RuleYaml> Rules { get; set; } = [];

    public Dictionary<string, DerivedYaml> Derived { get; set; } = [];

    /// <exception cref="InvalidDataException">The contract contradicts itself; the message says where the fault is and how to correct it.</exception>
    public Feed ToFeed(IReadOnlyDictionary<string, CodeList> codeLists)
    {
        FeedColumn[] columns = [.. Columns.Select(p => p.Value.ToColumn(Name, p.Key, codeLists))];
        FeedColumn Column(string name) => Array.Find(columns, c => c.Name == name)
            ?? throw new InvalidDataException($"Feed '{Name}': there is no column '{name}'.");
        string Date(string? name) => Column(name ?? "").Type == ColumnType.Date
            ? name!
            : throw new InvalidDataException($"Feed '{Name}': column '{name}' must be a date.");
        string Any(string? name) => Column(name ?? "").Name;
        return new Feed(
            Name, Version, Title, Grain, LoadMode, Tolerance, Column(Key), Column(Date(Period)), PeriodIsSnapshot, columns, Forbidden,
            [.. Rules.Select(r => r.ToRule(Name, Any, Date))],
            [.. Derived.Select(p => p.Value.ToDerived(Name, p.Key, Any, Date, codeLists))]);
    }
}

internal sealed class ColumnYaml
{
    public string? Class { get; set; }

    public string? Type { get; set; }

    public string? Codes { get; set; }

    public bool Required { get; set; }

    public bool Filled { get; set; }

    public List<string> Aliases { get; set; } = [];

    public double? Min { get; set; }

    public double? Above { get; set; }

    public double? Max { get; set; }

    public int MinLength { get; set; } = 1;

    public int MaxLength { get; set; } = 60;

    public string? Characters { get; set; }

    public double? Default { get; set; }

    public string About { get; set; } = "";

    public FeedColumn ToColumn(string feed, string name, IReadOnlyDictionary<string, CodeList> codeLists)
    {
        ColumnClass columnClass = Class switch
        {
            "DI" => ColumnClass.DirectIdentifier,
            "KEY" => ColumnClass.Key,
            "QI" => ColumnClass.QuasiIdentifier,
            "SA" => ColumnClass.SpecialCategory,
            "FT" => ColumnClass.FreeText,
            "M" => ColumnClass.Measure,
            "W" => ColumnClass.Weight,
            _ => throw new InvalidDataException($"Feed '{feed}', column '{name}': class must be one of DI, KEY, QI, SA, FT, M, W; nothing is kept by default."),
        };
        ColumnType type = (columnClass, Codes, Type) switch
        {
            (ColumnClass.Key, null, null) => ColumnType.Key,
            (ColumnClass.FreeText, null, null) => ColumnType.FreeText,
            (_, not null, null) => ColumnType.Code,
            (_, null, "date") => ColumnType.Date,
            (ColumnClass.DirectIdentifier, null, null) => ColumnType.Skipped,
            (_, null, "number") => ColumnType.Number,
            (_, null, "text") => ColumnType.Text,
            _ => throw new InvalidDataException($"Feed '{feed}', column '{name}': give either 'codes' or a 'type' of date, number or text."),
        };
        CodeList? codes = Codes is null ? null : codeLists.TryGetValue(Codes, out CodeList? found)
            ? found
            : throw new InvalidDataException($"Feed '{feed}', column '{name}': there is no code list '{Codes}'.");
        return new FeedColumn(
            name, columnClass, type, Aliases, Required, Filled || type == ColumnType.Key, codes, Min ?? Above, Above is not null, Max,
            MinLength, MaxLength, Characters, Default, About);
    }
}

internal sealed class RuleYaml
{
    public string? Rule { get; set; }

    public string? Column { get; set; }

    public string? When { get; set; }

    public List<string> Is { get; set; } = [];

    public string? Other { get; set; }

    public string? At { get; set; }

    public int Days { get; set; }

    public int Min { get; set; }

    public int Max { get; set; }

    public FeedRule ToRule(string feed, Func<string?, string> any, Func<string?, string> date) => Rule switch
    {
        "required-when" => new RequiredWhen(any(Column), any(When), Is),
        "blank-unless" => new BlankUnless(any(Column), any(When), Is),
        "together" => new Together(any(Column), any(Other)),
        "not-before-quarter" => new NotBeforeQuarter(date(Column), date(At)),
        "not-after" => new NotAfter(date(Column), date(Other)),
        "within-days-after" => new WithinDaysAfter(date(Column), date(Other), Days),
        "age-between" => new AgeBetween(date(Column), date(At), Min, Max),
        _ => throw new InvalidDataException($"Feed '{feed}': there is no rule '{Rule}'."),
    };
}

internal sealed class DerivedYaml
{
    public string? Rule { get; set; }

    public string? From { get; set; }

    public string? At { get; set; }

    public string? Codes { get; set; }

    public string? Previous { get; set; }

    public List<string> Now { get; set; } = [];

    public DerivedColumn ToDerived(
        string feed, string name, Func<string?, string> any, Func<string?, string> date, IReadOnlyDictionary<string, CodeList> codeLists)
    {
        CodeList Bands() => codeLists.TryGetValue(Codes ?? "", out CodeList? list) && list.Codes.All(c => c.From is not null)
            ? list
            : throw new InvalidDataException($"Feed '{feed}', derived '{name}': '{Codes}' is not a code list with lower bounds ('from').");
        return Rule switch
        {
            "years-band" => new YearsBand(name, date(From), date(At), Bands()),
            "months-band" => new MonthsBand(name, date(From), date(At), Bands()),
            "months-between" => new MonthsBetween(name, date(From), date(At)),
            "month" => new Month(name, date(From)),
            "in-quarter" => new InQuarter(name, date(From)),
            "promoted-in-quarter" => new PromotedInQuarter(name, date(From), any(Previous), [.. Now.Select(any)]),
            "given" => new Given(name, any(From)),
            _ => throw new InvalidDataException($"Feed '{feed}', derived '{name}': there is no rule '{Rule}'."),
        };
    }
}
