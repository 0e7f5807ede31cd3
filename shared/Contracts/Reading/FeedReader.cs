namespace IncDiv.Contracts.Reading;

/// <summary>Reads the contract of a feed; see the comments in <c>Feeds/workforce.yaml</c>. Nothing is kept by default: a column needs a class.</summary>
internal sealed class FeedReader(Section feed, Known<CodeList> lists)
{
    /// <summary>The short names of the classes of columns.</summary>
    internal static readonly (string Word, ColumnClass Value)[] Classes =
    [
        ("DI", ColumnClass.DirectIdentifier), ("KEY", ColumnClass.Key), ("QI", ColumnClass.QuasiIdentifier), ("SA", ColumnClass.SpecialCategory),
        ("FT", ColumnClass.FreeText), ("M", ColumnClass.Measure), ("W", ColumnClass.Weight),
    ];

    private static readonly string[] Progress = ["complete", "open", "stopped"];

    private static readonly string[] ActionTexts = ["source", "priority", "commitment", "owner_role", "note"];

    private readonly List<FeedColumn> _columns = [];

    public static void Read(ContractFile file, Known<CodeList> lists, Known<Feed> feeds)
    {
        if (file.Root("feed") is not { } root)
            return;
        string name = root.Required("name");
        var named = root.Named($"Feed '{name}'");
        feeds.Add(named, name, new FeedReader(named, lists).ReadFeed(name));
    }

    private Feed? ReadFeed(string name)
    {
        int version = feed.Version();
        string title = feed.Required("title"), grain = feed.Required("grain");
        FeedKind kind = feed.OneOf("kind", FeedKind.Survey);
        LoadMode loadMode = feed.OneOf("load_mode", LoadMode.Replace);
        foreach (string property in (string[])["kind", "load_mode", "tolerance", "columns"])
            if (!feed.Has(property))
                feed.Problem($" has no '{property}'. Give it; see an existing contract for an example.");
        double tolerance = feed.Number("tolerance") ?? 0;
        if (tolerance is < 0 or > 1)
            feed.Problem(": the tolerance must be a share from 0 to 1, such as 0.05 for 5 %.", feed.LineOf("tolerance"));
        Section[] columns = [.. feed.Parts("columns", "column")];
        _columns.AddRange(columns.Select(ReadColumn));
        string key = feed.Required("key"), period = feed.Required("period");
        if (key.Length > 0 && Find(key) is not { Class: ColumnClass.Key })
            feed.Problem($": the key '{key}' is not a column of class KEY. Name the column that identifies a row.", feed.LineOf("key"));
        if (period.Length > 0 && Find(period) is not { Type: ColumnType.Date })
            feed.Problem($": the period '{period}' is not a column of type date. Name the date that decides the quarter of a row.", feed.LineOf("period"));
        bool isSnapshot = feed.Flag("period_is_snapshot");
        CheckHeaderNames(columns);
        var rules = new FeedRuleReader(feed, _columns, lists);
        FeedRule[] read = [.. rules.Rules()];
        DerivedColumn[] derived = [.. rules.Derived()];
        IReadOnlyList<string> forbidden = feed.Words("forbidden");
        if (kind == FeedKind.ActionPlan)
            CheckActionPlan(derived);
        return feed.Finish()
            ? new Feed(name, version, title, grain, kind, loadMode, tolerance, Find(key)!, Find(period)!, isSnapshot, _columns, forbidden, read, derived)
            : null;
    }

    private FeedColumn? Find(string name) => _columns.Find(c => c.Name == name);

    private FeedColumn ReadColumn(Section column)
    {
        if (column.Key.Length == 0 || !char.IsAsciiLetterLower(column.Key[0])
            || !column.Key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            column.Problem(": a name must consist of lower-case letters, digits and _, and start with a letter. Put other spellings under 'aliases'.");
        string classes = string.Join(", ", Classes.Select(c => c.Word));
        if (!column.Has("class"))
            column.Problem($" has no class, and nothing is kept by default. Give it one of {classes}.");
        ColumnClass columnClass = column.OneOf("class", ColumnClass.Measure, $"one of {classes}", Classes);
        if (columnClass == ColumnClass.Key && column.Key != feed.Text("key"))
            column.Problem(" is of class KEY but is not the key of the feed. A feed has one pseudonym only. Make this column DI, which is dropped.");
        (ColumnType type, CodeList? codes) = ReadType(column, columnClass);
        double? min = column.Number("min"), above = column.Number("above"), max = column.Number("max");
        int minLength = column.Whole("min_length") ?? 1, maxLength = column.Whole("max_length", 1) ?? 60;
        if (min is not null && above is not null)
            column.Problem(" has both 'min' and 'above'. Keep one of them.");
        if ((min ?? above) > max || minLength > maxLength)
            column.Problem(": the least value is more than the most, so no value is valid. Swap or correct them.");
        return column.Finished(new FeedColumn(
            column.Key, columnClass, type, column.Words("aliases"), column.Flag("required"), column.Flag("filled") || type == ColumnType.Key, codes,
            min ?? above, above is not null, max, minLength, maxLength, column.Text("characters"), column.Number("default"), column.Text("about", "")));
    }

    private (ColumnType Type, CodeList? Codes) ReadType(Section column, ColumnClass columnClass)
    {
        string? type = column.Text("type"), list = column.Text("codes");
        if (type is not null && list is not null)
            column.Problem(" has both 'type' and 'codes'. Keep one of them.");
        if (columnClass is ColumnClass.Key or ColumnClass.FreeText && (type ?? list) is not null)
            column.Problem(" is a key or free text, so it must not have 'type' or 'codes'. Remove it.");
        if (list is not null)
            return (ColumnType.Code, lists.Find(column, list, column.LineOf("codes")));
        ColumnType otherwise = columnClass switch
        {
            ColumnClass.Key => ColumnType.Key,
            ColumnClass.FreeText => ColumnType.FreeText,
            _ => ColumnType.Skipped,
        };
        if (type is null && otherwise == ColumnType.Skipped && columnClass != ColumnClass.DirectIdentifier)
            column.Problem(" has neither a type nor codes. Give a 'type' of date, number or text, or name a code list under 'codes'.");
        return (
            column.OneOf("type", otherwise, "date, number or text", ("date", ColumnType.Date), ("number", ColumnType.Number), ("text", ColumnType.Text)),
            null);
    }

    // The pack's tracker reads these columns by their names.
    private void CheckActionPlan(IEnumerable<DerivedColumn> derived)
    {
        foreach (string text in ActionTexts.Where(t => Find(t) is not { Type: ColumnType.Text, IsCurated: true }))
            feed.Problem($" is an action plan, so it needs a column '{text}' of type text.");
        if (Find("status") is not { Type: ColumnType.Code, IsCurated: true } status)
            feed.Problem(" is an action plan, so it needs a column 'status' with a code list.");
        else if (status.Codes?.Groupings.GetValueOrDefault("progress")?.Select(g => g.Label).Order(StringComparer.Ordinal)
            .SequenceEqual(Progress, StringComparer.Ordinal) != true)
        {
            feed.Problem($": the code list of 'status' needs a grouping 'progress' with the groups {string.Join(", ", Progress)}.");
        }
        if (!derived.Any(d => d is Month { Name: "due_month" }))
            feed.Problem(" is an action plan, so it needs a derived column 'due_month' by the rule month.");
    }

    private void CheckHeaderNames(Section[] columns)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (FeedColumn column in _columns)
            names.TryAdd(column.Name, column.Name);
        foreach (Section column in columns)
            foreach (YamlText alias in column.Texts("aliases"))
                if (!names.TryAdd(alias.Text, column.Key))
                    column.Problem(
                        $": the alias '{alias.Text}' is already a name of '{names[alias.Text]}'. "
                        + "A header must mean one column only. Keep the alias for one of them.",
                        alias.Line);
        var letters = names.ToLookup(n => LettersOf(n.Key), n => n.Value, StringComparer.OrdinalIgnoreCase);
        var forbidden = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (YamlText word in feed.Texts("forbidden"))
            if (letters[LettersOf(word.Text)].FirstOrDefault() is { } column)
                feed.Problem($": '{word.Text}' is forbidden, but is also a name of column '{column}'. Remove it from one of the two.", word.Line);
            else if (!forbidden.Add(LettersOf(word.Text)))
                feed.Problem($": '{word.Text}' is forbidden twice (only letters and digits count). Keep one.", word.Line);
    }

    // Forbidden names are compared without spaces, punctuation and case, as in the reader of drops.
    private static string LettersOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
