namespace IncDiv.Contracts.Reading;

/// <summary>Reads the rules across columns and the derived columns of a feed.</summary>
internal sealed class FeedRuleReader(Section feed, IReadOnlyList<FeedColumn> columns, Known<CodeList> lists)
{
    private static readonly Dictionary<string, Func<FeedRuleReader, Section, FeedRule>> RuleForms = new(StringComparer.Ordinal)
    {
        ["required-when"] = (r, s) => new RequiredWhen(r.Column(s, "column"), r.Coded(s, "when"), s.Words("is")),
        ["blank-unless"] = (r, s) => new BlankUnless(r.Column(s, "column"), r.Coded(s, "when"), s.Words("is")),
        ["together"] = (r, s) => new Together(r.Column(s, "column"), r.Column(s, "other")),
        ["not-after"] = (r, s) => new NotAfter(r.Date(s, "column"), r.Date(s, "other")),
        ["not-before-quarter"] = (r, s) => new NotBeforeQuarter(r.Date(s, "column"), r.Date(s, "at")),
        ["within-days-after"] = (r, s) => new WithinDaysAfter(r.Date(s, "column"), r.Date(s, "other"), s.RequiredWhole("days", 0)),
        ["age-between"] = (r, s) => r.AgeBetween(s),
    };

    private static readonly Dictionary<string, Func<FeedRuleReader, Section, DerivedColumn>> DerivedForms = new(StringComparer.Ordinal)
    {
        ["years-band"] = (r, s) => new YearsBand(s.Key, r.Date(s, "from"), r.Date(s, "at"), r.Bands(s)!),
        ["months-band"] = (r, s) => new MonthsBand(s.Key, r.Date(s, "from"), r.Date(s, "at"), r.Bands(s)!),
        ["months-between"] = (r, s) => new MonthsBetween(s.Key, r.Date(s, "from"), r.Date(s, "at")),
        ["month"] = (r, s) => new Month(s.Key, r.Date(s, "from")),
        ["in-quarter"] = (r, s) => new InQuarter(s.Key, r.Date(s, "from")),
        ["promoted-in-quarter"] = (r, s) => new PromotedInQuarter(s.Key, r.Date(s, "from"), r.Column(s, "previous"), r.Now(s)),
        ["given"] = (r, s) => new Given(s.Key, r.Column(s, "from")),
    };

    public IEnumerable<FeedRule> Rules()
    {
        foreach (Section rule in feed.Items("rules", "rule"))
            if (Read(rule, RuleForms) is { } read)
                yield return read;
    }

    public IEnumerable<DerivedColumn> Derived()
    {
        foreach (Section derived in feed.Parts("derived", "derived column"))
        {
            if (derived.Key == CuratedColumn.PseudonymName)
                derived.Problem(" collides with the pseudonym. Give it another name.");
            if (columns.Any(c => c.Name == derived.Key))
                derived.Problem(" collides with a column of the file. Give it another name.");
            if (Read(derived, DerivedForms) is { } read)
                yield return read;
        }
    }

    private T? Read<T>(Section section, Dictionary<string, Func<FeedRuleReader, Section, T>> forms)
        where T : class
    {
        string rule = section.Text("rule", "");
        if (!forms.TryGetValue(rule, out Func<FeedRuleReader, Section, T>? form))
        {
            section.Problem($": there is no rule '{rule}'. Use one of {string.Join(", ", forms.Keys)}.");
            return null;
        }
        return section.Finished(form(this, section));
    }

    private string Column(Section section, string property) => Find(section, property)?.Name ?? "";

    private string Date(Section section, string property)
    {
        FeedColumn? column = Find(section, property);
        if (column is { Type: not ColumnType.Date })
            section.Problem($": column '{column.Name}' must be of type date.", section.LineOf(property));
        return column?.Name ?? "";
    }

    private string Coded(Section section, string property)
    {
        if (section.Texts("is").Count == 0)
            section.Problem($": list under 'is' the codes of '{section.Text(property)}' for which the rule applies.");
        FeedColumn? column = Find(section, property);
        if (column is { Type: not ColumnType.Code })
            section.Problem($": column '{column.Name}' has no code list, so it cannot be compared with codes. Name a coded column under '{property}'.");
        foreach (YamlText code in section.Texts("is").Where(c => column?.Codes?.OrderOf(c.Text) < 0))
            section.Problem(
                $": '{code.Text}' is not a code of '{column!.Codes!.Name}', the list of column '{column.Name}'. Correct it, or add it to the list.", code.Line);
        return column?.Name ?? "";
    }

    private FeedColumn? Find(Section section, string property)
    {
        string? name = section.Text(property);
        FeedColumn? column = columns.FirstOrDefault(c => c.Name == name);
        if (name is null)
            section.Problem($": it needs a column under '{property}'.");
        else if (column is null)
            section.Problem($": there is no column '{name}'. Add it, or correct the name.", section.LineOf(property));
        return column;
    }

    private AgeBetween AgeBetween(Section rule)
    {
        int min = rule.RequiredWhole("min", 0), max = rule.RequiredWhole("max", 0);
        if (min > max)
            rule.Problem(": give the ages 'min' and 'max', the smaller first.");
        return new AgeBetween(Date(rule, "column"), Date(rule, "at"), min, max);
    }

    private CodeList? Bands(Section derived)
    {
        CodeList? list = lists.Find(derived, derived.Required("codes"), derived.LineOf("codes"));
        if (list?.Codes.Any(c => c.From is null) == true)
            derived.Problem($": the code list '{list.Name}' has no lower bounds. Add 'from' to the list, or name a list of bands.");
        return list;
    }

    private string[] Now(Section derived)
    {
        if (derived.Texts("now").Count == 0)
            derived.Problem(": name under 'now' the columns that hold the present grade.");
        foreach (YamlText now in derived.Texts("now").Where(n => columns.All(c => c.Name != n.Text)))
            derived.Problem($": there is no column '{now.Text}'. Add it, or correct the name.", now.Line);
        return [.. derived.Words("now")];
    }
}
