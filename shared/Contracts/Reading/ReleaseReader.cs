namespace IncDiv.Contracts.Reading;

/// <summary>Reads a microdata release: it gives each curated column of its feed one role, and each quasi-identifier a hierarchy. See the comments in
/// <c>Releases/pas.yaml</c>. Nothing is released by default.</summary>
internal static class ReleaseReader
{
    public static void Read(ContractFile file, Known<Feed> feeds, Known<Breakdown> breakdowns, Known<Hierarchy> hierarchies, Known<MicrodataRelease> releases)
    {
        if (file.Root("microdata release") is not { } root)
            return;
        string name = root.Required("feed");
        Section release = root.Named($"Release of '{name}'");
        releases.Add(release, name, feeds.Find(release, name, release.LineOf("feed")) is { } feed ? Read(release, feed, breakdowns, hierarchies) : null);
    }

    private static MicrodataRelease? Read(Section release, Feed feed, Known<Breakdown> breakdowns, Known<Hierarchy> hierarchies)
    {
        int version = release.Version();
        int? population = release.Whole("population", 1);
        Section[] quasi = [.. release.Parts("quasi_identifiers", "quasi-identifier")], rounded = [.. release.Parts("rounded", "rounded column")];
        IReadOnlyList<(string Key, string Text, int Line)> dropped = release.TextMap("dropped"), monitored = release.TextMap("suppression_monitored");
        IReadOnlyList<YamlText> sensitive = release.Texts("sensitive"), passThrough = release.Texts("pass_through");
        foreach (YamlText breakdown in release.Texts("compared_breakdowns"))
            breakdowns.Find(release, breakdown.Text, breakdown.Line);
        (string Column, Role Role, int Line)[] roles =
        [
            .. quasi.Select(q => (q.Key, Role.Generalised, q.Line)), .. rounded.Select(r => (r.Key, Role.Rounded, r.Line)),
            .. dropped.Select(d => (d.Key, Role.Dropped, d.Line)), .. sensitive.Concat(passThrough).Select(t => (t.Text, Role.PassedThrough, t.Line)),
        ];
        CheckRoles(release, feed, roles);
        QuasiIdentifier?[] identifiers = [.. quasi.Select(q => ReadQuasi(q, hierarchies))];
        RoundedColumn[] steps = [.. rounded.Select(ReadRounded)];
        var monitoredColumns = new List<MonitoredColumn>();
        foreach ((string column, string level, int line) in monitored)
            if (identifiers.FirstOrDefault(q => q?.Column == column) is { } identifier && LevelOf(release, identifier.Hierarchy, level, line) is { } index)
                monitoredColumns.Add(new MonitoredColumn(column, index));
            else if (!quasi.Any(q => q.Key == column))
                release.Problem($": '{column}' under 'suppression_monitored' is not a quasi-identifier.", line);
        return release.Finish()
            ? new MicrodataRelease(
                feed, version, population, [.. identifiers.OfType<QuasiIdentifier>()], release.Words("sensitive"), release.Words("pass_through"), steps,
                dropped.ToDictionary(d => d.Key, d => d.Text, StringComparer.Ordinal), monitoredColumns, release.Words("compared_breakdowns"))
            : null;
    }

    private enum Role
    {
        Generalised,
        Rounded,
        Dropped,
        PassedThrough,
    }

    private static void CheckRoles(Section release, Feed feed, (string Column, Role Role, int Line)[] roles)
    {
        foreach (CuratedColumn column in feed.CuratedColumns)
        {
            (string, Role Role, int Line)[] own = [.. roles.Where(r => r.Column == column.Name)];
            if (own.Length == 0)
                release.Problem(
                    $": column '{column.Name}' has no role, and nothing is released by default. "
                    + "Put it under quasi_identifiers with a hierarchy, or under sensitive, pass_through, rounded or dropped.");
            else if (own.Length > 1)
                release.Problem($": column '{column.Name}' has {own.Length} roles. Keep one of them.", own[^1].Line);
            else if (!Fits(column.Kind, own[0].Role))
                release.Problem(
                    $": column '{column.Name}' cannot have this role. Pseudonyms are dropped, numbers rounded or dropped, texts generalised or dropped.",
                    own[0].Line);
        }
        foreach ((string column, Role _, int line) in roles.Where(r => feed.CuratedColumns.All(c => c.Name != r.Column)))
            release.Problem($": '{column}' is not a curated column of the feed. Remove it, or correct the name.", line);
    }

    private static bool Fits(CuratedKind kind, Role role) => kind switch
    {
        CuratedKind.Pseudonym => role == Role.Dropped,
        CuratedKind.Number => role is Role.Dropped or Role.Rounded,
        CuratedKind.Text => role is Role.Dropped or Role.Generalised,
        _ => role != Role.Rounded,
    };

    private static QuasiIdentifier? ReadQuasi(Section quasi, Known<Hierarchy> hierarchies)
    {
        Hierarchy? hierarchy = hierarchies.Find(quasi, quasi.Required("hierarchy"), quasi.LineOf("hierarchy"));
        int importance = quasi.Whole("importance", 1) ?? 1;
        bool isWellKnown = quasi.Flag("well_known");
        int? level = quasi.Text("minimum_level") is { } name && hierarchy is not null ? LevelOf(quasi, hierarchy, name, quasi.LineOf("minimum_level")) : 0;
        return quasi.Finish() && hierarchy is not null ? new QuasiIdentifier(quasi.Key, hierarchy, importance, level ?? 0, isWellKnown) : null;
    }

    private static RoundedColumn ReadRounded(Section rounded)
    {
        double step = rounded.RequiredNumber("step"), top = rounded.RequiredNumber("top");
        if (!(step > 0 && top >= step))
            rounded.Problem(": give a 'step' above 0, and a 'top' that is not less.");
        return rounded.Finished(new RoundedColumn(rounded.Key, step, top));
    }

    private static int? LevelOf(Section section, Hierarchy hierarchy, string level, int line)
    {
        if (hierarchy.Levels.ToList().IndexOf(level) is int index and >= 0)
            return index;
        section.Problem($": hierarchy '{hierarchy.Name}' has no level '{level}'. Its levels are {string.Join(", ", hierarchy.Levels)}.", line);
        return null;
    }
}
