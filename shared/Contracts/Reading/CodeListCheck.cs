namespace IncDiv.Contracts.Reading;

/// <summary>The properties of a code list that the check of feeds needs.</summary>
internal sealed record CheckedList(IReadOnlySet<string> Codes, bool HasBounds);

/// <summary>Checks the code lists of a file.</summary>
internal static class CodeListCheck
{
    /// <param name="lists">The lists of all files; those of this one are added.</param>
    public static void Run(ContractFile file, YamlMap root, Dictionary<string, CheckedList> lists)
    {
        foreach (YamlEntry entry in root.Entries)
        {
            string where = $"Code list '{entry.Key}'";
            var list = (YamlMap)entry.Value;
            IReadOnlyList<(int Line, string Code, string Label)> codes = CodesOf(list);
            if (!lists.TryAdd(entry.Key, new CheckedList(codes.Select(c => c.Code).ToHashSet(StringComparer.Ordinal), list["from"] is not null)))
                file.Problem(entry.Line, $"{where} is defined twice. Give each list a unique name.");
            file.CheckShape<CodeListYaml>(list, where);
            file.CheckVersion(list, where);
            if (list["codes"] is YamlMap labels && labels.Entries.Any(e => e.Value is not YamlText) || list["codes"] is YamlList items && items.Items.Any(i => i is not YamlText))
                file.Problem(entry.Line, $"{where}: each code must be a text, with a text as its label.");
            if (codes.Count == 0)
                file.Problem(entry.Line, $"{where} has no codes. List them under 'codes', or map each code to its label.");
            if (list["unknown"] is not YamlList)
                file.Problem(entry.Line, $"{where} does not state which values mean not stated. List them under 'unknown'; [] for none.");
            if (list["from"] is YamlList from && from.Items.Count != codes.Count)
                file.Problem(from.Line, $"{where} has {codes.Count} codes but {from.Items.Count} lower bounds. Give one under 'from' for each code.");
            if (list.Text("numeric") == "true")
                foreach (var code in codes.Where(c => !int.TryParse(c.Code, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
                    file.Problem(code.Line, $"{where} is numeric, but '{code.Code}' is not a whole number. Correct the code, or remove 'numeric'.");
            CheckSpellings(file, where, list, codes);
            CheckGroupings(file, where, list, codes);
        }
    }

    private static IReadOnlyList<(int Line, string Code, string Label)> CodesOf(YamlMap list) => list["codes"] switch
    {
        YamlMap map => [.. map.Entries.Select(e => (e.Line, e.Key, (e.Value as YamlText)?.Text ?? ""))],
        YamlList items => [.. items.Items.OfType<YamlText>().Select(c => (c.Line, c.Text, c.Text))],
        _ => [],
    };

    // A delivered value must have one meaning, so spellings must be unique among codes, aliases, labels and values under 'unknown' or 'outside'.
    private static void CheckSpellings(ContractFile file, string where, YamlMap list, IReadOnlyList<(int Line, string Code, string Label)> codes)
    {
        var meaning = new Dictionary<string, (string Code, string As)>(StringComparer.Ordinal);
        foreach ((int line, string code, _) in codes)
            if (!meaning.TryAdd(CodeList.Normalise(code), (code, "a code")))
                file.Problem(line, $"{where} has the code '{code}' twice (ignoring case, repeated blanks and kinds of dash). Keep one.");
        foreach (YamlEntry alias in list.Map("aliases"))
        {
            string code = (alias.Value as YamlText)?.Text ?? "";
            if (!codes.Any(c => c.Code == code))
                file.Problem(alias.Line, $"{where}: alias '{alias.Key}' is for code '{code}', which is not in the list. Add the code or correct the alias.");
            if (!meaning.TryAdd(CodeList.Normalise(alias.Key), (code, "an alias")))
                file.Problem(alias.Line, $"{where}: alias '{alias.Key}' collides with {meaning[CodeList.Normalise(alias.Key)].As} of '{meaning[CodeList.Normalise(alias.Key)].Code}'. Keep one meaning for a spelling.");
        }
        foreach ((int line, string code, string label) in codes)
            if (!meaning.TryAdd(CodeList.Normalise(label), (code, "the label")) && meaning[CodeList.Normalise(label)].Code != code)
                file.Problem(line, $"{where}: the label '{label}' of '{code}' collides with {meaning[CodeList.Normalise(label)].As} of '{meaning[CodeList.Normalise(label)].Code}'. Change one of them.");
        foreach (YamlText value in list.Texts("unknown").Concat(list.Texts("outside")))
            if (!meaning.TryAdd(CodeList.Normalise(value.Text), (value.Text, "a value under 'unknown' or 'outside',")))
                file.Problem(value.Line, $"{where}: '{value.Text}' under 'unknown' or 'outside' collides with {meaning[CodeList.Normalise(value.Text)].As} of '{meaning[CodeList.Normalise(value.Text)].Code}'. Keep one meaning for a spelling.");
    }

    private static void CheckGroupings(ContractFile file, string where, YamlMap list, IReadOnlyList<(int Line, string Code, string Label)> codes)
    {
        foreach (YamlEntry grouping in list.Map("groupings"))
        {
            if (grouping.Value is not YamlMap groups)
            {
                file.Problem(grouping.Line, $"{where}: grouping '{grouping.Key}' must map the name of each group to a list of codes.");
                continue;
            }
            file.CheckDuplicates(groups, $"{where}: grouping '{grouping.Key}' has the group");
            foreach (YamlEntry group in groups.Entries.Where(g => g.Value is not YamlList list || list.Items.Any(i => i is not YamlText)))
                file.Problem(group.Line, $"{where}: group '{group.Key}' of grouping '{grouping.Key}' must be a list of codes, such as [A, B].");
            YamlText[] grouped = [.. groups.Entries.SelectMany(g => (g.Value as YamlList)?.Items.OfType<YamlText>() ?? [])];
            foreach (YamlText code in grouped.Where(g => !codes.Any(c => c.Code == g.Text)))
                file.Problem(code.Line, $"{where}: grouping '{grouping.Key}' names the code '{code.Text}', which is not in the list. Add the code to the list, or remove it from the group.");
            foreach (var same in grouped.GroupBy(g => g.Text, StringComparer.Ordinal).Where(g => g.Count() > 1))
                file.Problem(same.Last().Line, $"{where}: grouping '{grouping.Key}' has the code '{same.Key}' in {same.Count()} places. A row counts in one group only.");
        }
    }
}
