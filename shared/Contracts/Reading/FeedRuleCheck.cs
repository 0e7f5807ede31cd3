namespace IncDiv.Contracts.Reading;

/// <summary>Checks the rules across columns and the derived columns of a feed.</summary>
internal sealed class FeedRuleCheck(ContractFile file, YamlMap columns, IReadOnlyDictionary<string, CheckedList> lists)
{
    private const string Any = "", Date = "date";

    // Maps a rule to the properties that name columns, with the required types.
    private static readonly Dictionary<string, (string Property, string Type)[]> Rules = new(StringComparer.Ordinal)
    {
        ["required-when"] = [("column", Any), ("when", Any)],
        ["blank-unless"] = [("column", Any), ("when", Any)],
        ["together"] = [("column", Any), ("other", Any)],
        ["not-after"] = [("column", Date), ("other", Date)],
        ["not-before-quarter"] = [("column", Date), ("at", Date)],
        ["within-days-after"] = [("column", Date), ("other", Date)],
        ["age-between"] = [("column", Date), ("at", Date)],
    };

    private static readonly Dictionary<string, (string Property, string Type)[]> Derivations = new(StringComparer.Ordinal)
    {
        ["years-band"] = [("from", Date), ("at", Date)],
        ["months-band"] = [("from", Date), ("at", Date)],
        ["months-between"] = [("from", Date), ("at", Date)],
        ["month"] = [("from", Date)],
        ["in-quarter"] = [("from", Date)],
        ["promoted-in-quarter"] = [("from", Date), ("previous", Any)],
        ["given"] = [("from", Any)],
    };

    public void Run(YamlMap root)
    {
        foreach (YamlValue item in (root["rules"] as YamlList)?.Items ?? [])
            CheckRule(item);
        if (root["derived"] is not YamlMap derived)
            return;
        file.CheckDuplicates(derived, "The feed derives the column");
        foreach (YamlEntry entry in derived.Entries)
            CheckDerived(entry);
    }

    private void CheckRule(YamlValue item)
    {
        if (item is not YamlMap rule)
        {
            file.Problem(item.Line, "A rule must be a map, such as { rule: not-after, column: start_date, other: snapshot_date }.");
            return;
        }
        string name = rule.Text("rule") ?? "", where = $"Rule '{name}'";
        file.CheckShape<RuleYaml>(rule, where);
        CheckColumns(rule, where, name, Rules);
        if (name is "required-when" or "blank-unless")
            CheckCodes(rule, where);
        if (name == "within-days-after" && !(Number(rule, "days") >= 0))
            file.Problem(rule.Line, $"{where}: give under 'days' the maximum number of days between the dates, 0 or more.");
        if (name == "age-between" && !(Number(rule, "min") >= 0 && Number(rule, "min") <= Number(rule, "max")))
            file.Problem(rule.Line, $"{where}: give the ages 'min' and 'max', the smaller first.");
    }

    private void CheckCodes(YamlMap rule, string where)
    {
        if (!rule.Texts("is").Any())
            file.Problem(rule.Line, $"{where}: list under 'is' the codes of '{rule.Text("when")}' for which the rule applies.");
        if (rule.Text("when") is not { } when || columns[when] is not YamlMap column)
            return;
        if (column.Text("codes") is not { } list)
            file.Problem(rule.Line, $"{where}: column '{when}' has no code list, so it cannot be compared with codes. Name a coded column under 'when'.");
        else if (lists.TryGetValue(list, out CheckedList? known))
            foreach (YamlText code in rule.Texts("is").Where(c => !known.Codes.Contains(c.Text)))
                file.Problem(code.Line, $"{where}: '{code.Text}' is not a code of '{list}', the list of column '{when}'. Correct it, or add it to the list.");
    }

    private void CheckDerived(YamlEntry entry)
    {
        string where = $"Derived column '{entry.Key}'";
        if (columns[entry.Key] is not null || entry.Key == "pseudonym")
            file.Problem(entry.Line, $"{where} collides with {(entry.Key == "pseudonym" ? "the pseudonym" : "a column of the file")}. Give it another name.");
        if (entry.Value is not YamlMap derived)
        {
            file.Problem(entry.Line, $"{where} must be a map, such as {{ rule: month, from: interview_date }}.");
            return;
        }
        string name = derived.Text("rule") ?? "";
        file.CheckShape<DerivedYaml>(derived, where);
        CheckColumns(derived, where, name, Derivations);
        if (name is "years-band" or "months-band")
        {
            string codes = derived.Text("codes") ?? "";
            if (!lists.TryGetValue(codes, out CheckedList? list))
                file.Problem(entry.Line, $"{where}: there is no code list '{codes}'. Name a list of bands under 'codes'.");
            else if (!list.HasBounds)
                file.Problem(entry.Line, $"{where}: the code list '{codes}' has no lower bounds. Add 'from' to the list, or name a list of bands.");
        }
        if (name == "promoted-in-quarter" && !derived.Texts("now").Any())
            file.Problem(entry.Line, $"{where}: name under 'now' the columns that hold the present grade.");
        foreach (YamlText now in derived.Texts("now").Where(n => columns[n.Text] is null))
            file.Problem(now.Line, $"{where}: there is no column '{now.Text}'. Add it, or correct the name.");
    }

    private void CheckColumns(YamlMap part, string where, string name, Dictionary<string, (string Property, string Type)[]> rules)
    {
        if (!rules.TryGetValue(name, out (string Property, string Type)[]? needed))
        {
            file.Problem(part.Line, $"{where}: there is no rule '{name}'. Use one of {string.Join(", ", rules.Keys)}.");
            return;
        }
        foreach ((string property, string type) in needed)
        {
            if (part.Text(property) is not { } column)
                file.Problem(part.Line, $"{where}: '{name}' needs a column under '{property}'.");
            else if (columns[column] is null)
                file.Problem(part.Line, $"{where}: there is no column '{column}'. Add it, or correct the name.");
            else if (type == Date && (columns[column] as YamlMap)?.Text("type") != Date)
                file.Problem(part.Line, $"{where}: column '{column}' must be of type date.");
        }
    }

    private static double? Number(YamlMap part, string property) =>
        double.TryParse(part.Text(property), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
