namespace IncDiv.Contracts.Reading;

/// <summary>Checks the contract of one feed; rules and derived columns are in <see cref="FeedRuleCheck"/>.</summary>
internal sealed class FeedCheck(ContractFile file, YamlMap root, IReadOnlyDictionary<string, CheckedList> lists)
{
    private static readonly string[] Classes = ["DI", "KEY", "QI", "SA", "FT", "M", "W"];

    private readonly string _where = $"Feed '{root.Text("name") ?? ""}'";

    public void Run()
    {
        file.CheckShape<FeedYaml>(root, _where);
        file.CheckVersion(root, _where);
        foreach (string property in (string[])["name", "title", "grain", "load_mode", "tolerance", "key", "period", "columns"])
            if (root[property] is null or YamlText { Text: "" })
                file.Problem(root.Line, $"{_where} has no '{property}'. Give it; see an existing contract for an example.");
        if (root.Text("tolerance") is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double tolerance) && tolerance is < 0 or > 1)
            file.Problem(root.Entry("tolerance")!.Line, $"{_where}: the tolerance must be a share from 0 to 1, such as 0.05 for 5 %.");
        if (root["columns"] is not YamlMap columns)
            return;
        file.CheckDuplicates(columns, $"{_where} has the column");
        foreach (YamlEntry column in columns.Entries)
            CheckColumn(column);
        CheckKeyAndPeriod(columns);
        CheckHeaderNames(columns);
        new FeedRuleCheck(file, columns, lists).Run(root);
    }

    private void CheckColumn(YamlEntry entry)
    {
        string where = $"Column '{entry.Key}'";
        if (entry.Value is not YamlMap column)
        {
            file.Problem(entry.Line, $"{where} must be a map, such as {{ class: M, type: number }}.");
            return;
        }
        file.CheckShape<ColumnYaml>(column, where);
        if (entry.Key.Length == 0 || !char.IsAsciiLetterLower(entry.Key[0]) || !entry.Key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            file.Problem(entry.Line, $"{where}: a name must consist of lower-case letters, digits and _, and start with a letter. Put other spellings under 'aliases'.");
        string? columnClass = column.Text("class");
        if (columnClass is null)
            file.Problem(entry.Line, $"{where} has no class, and nothing is kept by default. Give it one of {string.Join(", ", Classes)}.");
        else if (!Classes.Contains(columnClass, StringComparer.Ordinal))
            file.Problem(column.Entry("class")!.Line, $"{where}: there is no class '{columnClass}'. Use one of {string.Join(", ", Classes)}.");
        CheckType(entry, column, where, columnClass);
        CheckOrder(column, where, "min", "max");
        CheckOrder(column, where, "above", "max");
        CheckOrder(column, where, "min_length", "max_length");
        if (column["min"] is not null && column["above"] is not null)
            file.Problem(entry.Line, $"{where} has both 'min' and 'above'. Keep one of them.");
    }

    private void CheckType(YamlEntry entry, YamlMap column, string where, string? columnClass)
    {
        string? type = column.Text("type"), codes = column.Text("codes");
        if (type is not (null or "date" or "number" or "text"))
            file.Problem(column.Entry("type")!.Line, $"{where}: there is no type '{type}'. Use date, number or text, or name a code list under 'codes'.");
        else if (columnClass is "KEY" or "FT" && (type ?? codes) is not null)
            file.Problem(entry.Line, $"{where} of class {columnClass} must not have 'type' or 'codes'. Remove it.");
        else if (type is not null && codes is not null)
            file.Problem(entry.Line, $"{where} has both 'type' and 'codes'. Keep one of them.");
        else if (columnClass is "QI" or "SA" or "M" or "W" && type is null && codes is null)
            file.Problem(entry.Line, $"{where} has neither a type nor codes. Give a 'type' of date, number or text, or name a code list under 'codes'.");
        if (codes is not null && !lists.ContainsKey(codes))
            file.Problem(column.Entry("codes")!.Line, $"{where}: there is no code list '{codes}'. Add it to the code lists or correct the name.");
    }

    private void CheckOrder(YamlMap column, string where, string low, string high)
    {
        if (Number(low) is { } from && Number(high) is { } to && from > to)
            file.Problem(column.Entry(high)!.Line, $"{where}: '{low}' is more than '{high}', so no value is valid. Swap or correct them.");

        double? Number(string property) => double.TryParse(column.Text(property), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    private void CheckKeyAndPeriod(YamlMap columns)
    {
        if (root.Text("key") is { Length: > 0 } key && (columns[key] as YamlMap)?.Text("class") != "KEY")
            file.Problem(root.Entry("key")!.Line, $"{_where}: the key '{key}' is not a column of class KEY. Name the column that identifies a row.");
        foreach (YamlEntry column in columns.Entries.Where(c => (c.Value as YamlMap)?.Text("class") == "KEY" && c.Key != root.Text("key")))
            file.Problem(column.Line, $"Column '{column.Key}' is of class KEY but is not the key of the feed. A feed has one pseudonym only. Make this column DI, which is dropped.");
        if (root.Text("period") is { Length: > 0 } period && (columns[period] as YamlMap)?.Text("type") != "date")
            file.Problem(root.Entry("period")!.Line, $"{_where}: the period '{period}' is not a column of type date. Name the date that decides the quarter of a row.");
    }

    private void CheckHeaderNames(YamlMap columns)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (YamlEntry column in columns.Entries)
            names.TryAdd(column.Key, column.Key);
        foreach (YamlEntry column in columns.Entries)
            foreach (YamlText alias in (column.Value as YamlMap)?.Texts("aliases") ?? [])
                if (!names.TryAdd(alias.Text, column.Key))
                    file.Problem(alias.Line, $"Column '{column.Key}': the alias '{alias.Text}' is already a name of '{names[alias.Text]}'. A header must mean one column only. Keep the alias for one of them.");
        var letters = names.ToLookup(n => LettersOf(n.Key), n => n.Value, StringComparer.OrdinalIgnoreCase);
        foreach (YamlText forbidden in root.Texts("forbidden"))
            if (letters[LettersOf(forbidden.Text)].FirstOrDefault() is { } column)
                file.Problem(forbidden.Line, $"{_where}: '{forbidden.Text}' is forbidden, but is also a name of column '{column}'. Remove it from one of the two.");
        foreach (var same in root.Texts("forbidden").GroupBy(f => LettersOf(f.Text), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            file.Problem(same.Last().Line, $"{_where}: '{same.Last().Text}' is forbidden twice (only letters and digits count). Keep one.");
    }

    // Forbidden names are compared without spaces, punctuation and case, as in the reader of drops.
    private static string LettersOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
