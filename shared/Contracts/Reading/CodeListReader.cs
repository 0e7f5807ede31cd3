namespace IncDiv.Contracts.Reading;

/// <summary>Reads the code lists of a file; see the comments in <c>CodeLists/people.yaml</c>.</summary>
internal static class CodeListReader
{
    private sealed record Code(string Name, string Label, int Line);

    public static void Read(ContractFile file, Known<CodeList> lists)
    {
        foreach (Section list in file.Entries("code list"))
            lists.Add(list, list.Key, ReadList(list));
    }

    // A list with problems is read, too, so that those who name it are checked against its codes.
    private static CodeList ReadList(Section list)
    {
        int version = list.Version();
        bool isNumeric = list.Flag("numeric"), isAgreement = list.Flag("agreement");
        if (isAgreement && !isNumeric)
            list.Problem(" is a scale of agreement, so it must be numeric.", list.LineOf("agreement"));
        Code[] codes = [.. ReadCodes(list)];
        IReadOnlyList<double> from = list.Numbers("from");
        IReadOnlyList<(string Key, string Text, int Line)> aliases = list.TextMap("aliases");
        if (codes.Length == 0)
            list.Problem(" has no codes. List them under 'codes', or map each code to its label.");
        if (!list.Has("unknown"))
            list.Problem(" does not state which values mean not stated. List them under 'unknown'; [] for none.");
        if (from.Count > 0 && from.Count != codes.Length)
            list.Problem($" has {codes.Length} codes but {from.Count} lower bounds. Give one under 'from' for each code.", list.LineOf("from"));
        if (isNumeric)
            foreach (Code code in codes.Where(c => !int.TryParse(c.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
                list.Problem($" is numeric, but '{code.Name}' is not a whole number. Correct the code, or remove 'numeric'.", code.Line);
        foreach (YamlText code in list.Texts("not_answers").Where(n => !codes.Any(c => c.Name == n.Text)))
            list.Problem($": '{code.Text}' under 'not_answers' is not in the list. Add the code, or remove it there.", code.Line);
        CheckSpellings(list, codes, aliases);
        Dictionary<string, IReadOnlyList<CodeGroup>> groupings = list.Groupings(codes);
        var read = (Unknown: list.Words("unknown"), Outside: list.Words("outside"), Prefixes: list.Words("prefixes"), NotAnswers: list.Words("not_answers"));
        int[] notAnswers = [.. read.NotAnswers.Distinct(StringComparer.Ordinal).Select(n => Array.FindIndex(codes, c => c.Name == n)).Order()];
        if (isAgreement && !notAnswers.SequenceEqual(Enumerable.Range(codes.Length - notAnswers.Length, notAnswers.Length)))
            list.Problem(" is a scale of agreement, so its answers come first and those under 'not_answers' last.", list.LineOf("not_answers"));
        list.Finish();
        codes = [.. codes.DistinctBy(c => c.Name)];
        return new CodeList(
            list.Key, version, isNumeric, [.. codes.Select((c, i) => new ListedCode(c.Name, c.Label, i < from.Count ? from[i] : null))],
            aliases.ToDictionary(a => a.Key, a => a.Text, StringComparer.Ordinal),
            read.Unknown, read.Outside, read.Prefixes, read.NotAnswers, isAgreement, groupings);
    }

    private static IEnumerable<Code> ReadCodes(Section list) => list.Value("codes") is YamlList
        ? list.Texts("codes").Select(c => new Code(c.Text, c.Text, c.Line))
        : list.TextMap("codes").Select(c => new Code(c.Key, c.Text, c.Line));

    // A delivered value must have one meaning, so spellings are unique among codes, aliases, labels and values under 'unknown' or 'outside'.
    private static void CheckSpellings(Section list, Code[] codes, IEnumerable<(string Key, string Text, int Line)> aliases)
    {
        var meanings = new Dictionary<string, (string Code, string As)>(StringComparer.Ordinal);
        (string Code, string As)? Collision(string spelling, string code, string role) =>
            meanings.TryAdd(CodeList.Normalise(spelling), (code, role)) ? null : meanings[CodeList.Normalise(spelling)];
        foreach (Code code in codes)
            if (Collision(code.Name, code.Name, "a code") is not null)
                list.Problem($" has the code '{code.Name}' twice (ignoring case, repeated blanks and kinds of dash). Keep one.", code.Line);
        foreach ((string alias, string code, int line) in aliases)
        {
            if (!codes.Any(c => c.Name == code))
                list.Problem($": alias '{alias}' is for code '{code}', which is not in the list. Add the code or correct the alias.", line);
            if (Collision(alias, code, "an alias") is { } other)
                list.Problem($": alias '{alias}' collides with {other.As} of '{other.Code}'. Keep one meaning for a spelling.", line);
        }
        foreach (Code code in codes)
            if (Collision(code.Label, code.Name, "the label") is { } other && other.Code != code.Name)
                list.Problem($": the label '{code.Label}' of '{code.Name}' collides with {other.As} of '{other.Code}'. Change one of them.", code.Line);
        foreach (YamlText value in list.Texts("unknown").Concat(list.Texts("outside")))
            if (Collision(value.Text, value.Text, "a value under 'unknown' or 'outside',") is { } other)
                list.Problem(
                    $": '{value.Text}' under 'unknown' or 'outside' collides with {other.As} of '{other.Code}'. Keep one meaning for a spelling.", value.Line);
    }

    private static Dictionary<string, IReadOnlyList<CodeGroup>> Groupings(this Section list, Code[] codes)
    {
        var groupings = new Dictionary<string, IReadOnlyList<CodeGroup>>(StringComparer.Ordinal);
        foreach (Section grouping in list.Parts("groupings", "grouping"))
        {
            var groups = new List<CodeGroup>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (string group in grouping.Names)
            {
                foreach (YamlText code in grouping.Texts(group))
                    if (!codes.Any(c => c.Name == code.Text))
                        list.Problem(
                            $": grouping '{grouping.Key}' names the code '{code.Text}', which is not in the list. "
                            + "Add the code to the list, or remove it from the group.",
                            code.Line);
                    else if (!seen.Add(code.Text))
                        list.Problem($": grouping '{grouping.Key}' has the code '{code.Text}' in two places. A row counts in one group only.", code.Line);
                groups.Add(new CodeGroup(group, grouping.Words(group)));
            }
            grouping.Finish();
            groupings[grouping.Key] = groups;
        }
        return groupings;
    }
}
