namespace IncDiv.Contracts.Reading;

/// <summary>Reads generalisation hierarchies; see the comments in <c>Releases/Hierarchies/people.yaml</c>.</summary>
internal static class HierarchyReader
{
    public static void Read(ContractFile file, Known<CodeList> lists, Known<Hierarchy> hierarchies)
    {
        foreach (Section section in file.Entries("hierarchy"))
            hierarchies.Add(section, section.Key, Read(section, lists));
    }

    private static Hierarchy? Read(Section section, Known<CodeList> lists)
    {
        int version = section.Version();
        string? codes = section.Text("codes");
        if ((codes is null) == !section.Has("rule"))
            section.Problem(": give either the 'codes' of a code list or a 'rule' of text or flag.");
        RuledHierarchy? ruled = section.OneOf(
            "rule", null, "text or flag", ("text", RuledHierarchy.Text(section.Key, version)), ("flag", RuledHierarchy.Flag(section.Key, version)));
        CodeList? list = codes is null ? null : lists.Find(section, codes, section.LineOf("codes"));
        Section? levels = section.Part("levels", "levels");
        return section.IfSound<Hierarchy>(list is null ? ruled : Listed(section, version, list, levels));
    }

    // Each level groups the values of the level before it, so a level cannot refer to itself or to a later one.
    private static ListedHierarchy? Listed(Section section, int version, CodeList list, Section? levels)
    {
        if (list.OrderOf(Hierarchy.Unknown) >= 0)
            section.Problem(
                $": code list '{list.Name}' has the code '{Hierarchy.Unknown}', which hierarchies need for blank values. Give the code another name.");
        var paths = new List<List<string>> { new() { Hierarchy.Unknown } };
        paths.AddRange(list.Codes.Select(c => new List<string> { c.Code }));
        string[] names = [.. levels?.Names ?? []];
        foreach (string level in names)
        {
            var parents = new Dictionary<string, string>(StringComparer.Ordinal) { [Hierarchy.Unknown] = Hierarchy.Unknown };
            var known = paths.Select(p => p[^1]).ToHashSet(StringComparer.Ordinal);
            Section? groups = levels!.Part(level, $"level '{level}'");
            foreach (string group in groups?.Names ?? [])
                foreach (YamlText value in groups!.Texts(group))
                    if (!known.Contains(value.Text))
                        section.Problem($", level '{level}': '{value.Text}' is not a value of the level before it.", value.Line);
                    else if (!parents.TryAdd(value.Text, group))
                        section.Problem($", level '{level}': '{value.Text}' is in two groups, or is Unknown.", value.Line);
            groups?.Finish();
            foreach (string missing in known.Where(v => !parents.ContainsKey(v)).Order(StringComparer.Ordinal))
                section.Problem($", level '{level}': '{missing}' is in no group.", levels.LineOf(level));
            if (!section.IsSound)
                return null;
            foreach (List<string> path in paths)
                path.Add(parents[path[^1]]);
        }
        levels?.Finish();
        if (!section.IsSound)
            return null;
        foreach (List<string> path in paths)
            path.Add(Hierarchy.Everything);
        return new ListedHierarchy(section.Key, version, ["codes", .. names, Hierarchy.Everything], paths);
    }
}
