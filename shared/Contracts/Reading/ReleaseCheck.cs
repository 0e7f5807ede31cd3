namespace IncDiv.Contracts.Reading;

/// <summary>
/// Checks that a microdata release gives each column of its feed a role, and each quasi-identifier a hierarchy. Otherwise the fault would be
/// found only at the first release, or not at all.
/// </summary>
internal static class ReleaseCheck
{
    /// <param name="file">The release.</param>
    /// <param name="feed">Its feed, or null where there is none of that name.</param>
    /// <param name="hierarchies">The names of all hierarchies.</param>
    public static void Run(ContractFile file, YamlMap release, YamlMap? feed, IReadOnlySet<string> hierarchies)
    {
        string where = $"Release of '{release.Text("feed")}'";
        file.CheckVersion(release, where);
        if (feed is null)
        {
            file.Problem(release.Entry("feed")!.Line, $"{where}: there is no feed of that name. Correct it, or add the feed.");
            return;
        }
        foreach (YamlEntry quasi in release.Map("quasi_identifiers"))
            if ((quasi.Value as YamlMap)?.Text("hierarchy") is not { } name)
                file.Problem(quasi.Line, $"{where}: quasi-identifier '{quasi.Key}' has no hierarchy. Name one, such as {{ hierarchy: text }}.");
            else if (!hierarchies.Contains(name))
                file.Problem(quasi.Line, $"{where}: there is no hierarchy '{name}' for '{quasi.Key}'. Correct the name, or add it below Hierarchies/Values.");
        (int Line, string Column)[] roles =
        [
            .. release.Map("quasi_identifiers").Concat(release.Map("rounded")).Concat(release.Map("dropped")).Select(e => (e.Line, e.Key)),
            .. release.Texts("sensitive").Concat(release.Texts("pass_through")).Select(t => (t.Line, t.Text)),
        ];
        string[] curated = ["pseudonym", .. feed.Map("columns").Where(IsKept).Select(c => c.Key), .. feed.Map("derived").Select(d => d.Key)];
        foreach (string column in curated.Except(roles.Select(r => r.Column)))
            file.Problem(release.Line, $"{where}: column '{column}' has no role, and nothing is released by default. Put it under quasi_identifiers with a hierarchy, or under sensitive, pass_through, rounded or dropped.");
        foreach ((int line, string column) in roles.Where(r => !curated.Contains(r.Column, StringComparer.Ordinal)))
            file.Problem(line, $"{where}: '{column}' is not a curated column of the feed. Remove it, or correct the name.");
        foreach (var same in roles.GroupBy(r => r.Column, StringComparer.Ordinal).Where(g => g.Count() > 1))
            file.Problem(same.Last().Line, $"{where}: column '{same.Key}' has {same.Count()} roles. Keep one of them.");
    }

    // The same rule as for the feed's curated columns: no identifiers, free text or exact dates.
    private static bool IsKept(YamlEntry column) =>
        column.Value is YamlMap map && map.Text("class") is not ("DI" or "KEY" or "FT") && map.Text("type") != "date";
}
