namespace IncDiv.Contracts.Reading;

/// <summary>Reads the disclosure policy; see the comments in <c>Disclosure/policy.yaml</c>. Every property must be given.</summary>
internal static class PolicyReader
{
    private const int MaxImportance = 100;

    public static DisclosurePolicy? Read(ContractFile file, CatalogueNames known)
    {
        if (file.Root("disclosure policy") is not { } policy)
            return null;
        string[] mandatory =
        [
            "zeros", "not_stated", "coalition", "protect_secondaries", "standard", "sensitive_measures", "sensitive_columns", "small_numerators", "importance",
        ];
        foreach (string property in mandatory)
            if (!policy.Has(property))
                policy.Problem($" has no '{property}'. Give it; the comments of the policy of this build say what it means.");
        Section? standard = policy.Part("standard", "standard");
        var requirement = new IntervalRequirement(standard?.RequiredWhole("width", 1) ?? 1, standard?.RequiredWhole("upper", 1) ?? 1);
        standard?.Finish();
        var importance = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string name, double rank) in policy.NumberMap("importance"))
            if (!known.Measures.Contains(name) && !known.IsBreakdown(name))
                policy.Problem($": '{name}' under 'importance' is neither a measure nor a breakdown.", policy.LineOf("importance"));
            else if (rank is >= 0 and <= MaxImportance && rank == Math.Floor(rank))
                importance[name] = (int)rank;
            else
                policy.Problem($": 'importance' of '{name}' must be a whole number from 0 to {MaxImportance}.", policy.LineOf("importance"));
        // A name that nothing has would leave something unprotected.
        foreach (YamlText id in policy.Texts("sensitive_measures").Where(id => !known.Measures.Contains(id.Text)))
            policy.Problem($": there is no measure '{id.Text}' in the catalogue.", id.Line);
        bool areFeedsKnown = known.Feeds.Names.Count() == known.Feeds.Sound.Count();
        foreach (YamlText column in policy.Texts("sensitive_columns")
            .Where(c => areFeedsKnown && !known.Feeds.Sound.Any(f => f.CuratedColumns.Any(k => k.Name == c.Text))))
            policy.Problem($": no feed has a curated column '{column.Text}'.", column.Line);
        // Where it is missing or faulty the policy is not sound.
        Section? part = policy.Part("small_numerators", "small numerators");
        SmallNumerators few = (part is null ? null : Few(part, areFeedsKnown ? known : null)) ?? NoFew;
        return policy.IfSound(new DisclosurePolicy(
            policy.Version(), policy.RequiredWhole("minimum_base", 3), policy.RequiredWhole("minimum_headcount", 3), policy.RequiredWhole("group_minimum", 0),
            policy.OneOf("zeros", true, "shown or hidden", ("shown", true), ("hidden", false)), policy.OneOf("coalition", 1, "0 or 1", ("0", 0), ("1", 1)),
            policy.Flag("protect_secondaries"), requirement, policy.Words("sensitive_measures").ToHashSet(StringComparer.Ordinal),
            policy.Words("sensitive_columns").ToHashSet(StringComparer.Ordinal), policy.RequiredWhole("minimum_pay", 1), few, importance)
        {
            NotStatedShown = policy.OneOf("not_stated", false, "shown or hidden", ("shown", true), ("hidden", false)),
        });
    }

    private static SmallNumerators NoFew { get; } =
        new(false, 0, 0, 0, [], new Dictionary<string, IReadOnlySet<string>>(), new Dictionary<string, IReadOnlySet<string>>());

    /// <param name="known">Null where not all feeds could be read.</param>
    private static SmallNumerators? Few(Section section, CatalogueNames? known)
    {
        foreach (string property in new[] { "preset", "columns", "codes", "seniors" })
            if (!section.Has(property))
                section.Problem($" has no '{property}'. Give it; without it the rule would protect fewer people than it seems to.");
        string preset = section.OneOf(
            "preset", "standard", "standard, strict or open", ("standard", "standard"), ("strict", "strict"), ("open", "open"));
        int everywhere = section.RequiredWhole("everywhere", 0), inSmallGroups = section.RequiredWhole("in_small_groups", 0);
        if (inSmallGroups < everywhere)
            section.Problem(": 'in_small_groups' hides fewer people than 'everywhere'. It must hide at least as many.", section.LineOf("in_small_groups"));
        bool isOpen = preset == "open";
        foreach (YamlText column in section.Texts("columns").Where(c => known is not null && !ListsOf(known, c.Text).Any(l => l.Groupings.Count > 0)))
            section.Problem($": no feed has a curated column '{column.Text}' whose code list has groups.", column.Line);
        return section.IfSound(new SmallNumerators(
            preset == "strict", isOpen ? 0 : everywhere, isOpen ? 0 : inSmallGroups, section.RequiredWhole("small_group_below", 0),
            section.Words("columns"), CodesOf(section, "codes", known), CodesOf(section, "seniors", known)));
    }

    private static IEnumerable<CodeList> ListsOf(CatalogueNames known, string column) =>
        known.Feeds.Sound.SelectMany(f => f.CuratedColumns).Where(c => c.Name == column).Select(c => c.Codes).OfType<CodeList>();

    private static Dictionary<string, IReadOnlySet<string>> CodesOf(Section section, string property, CatalogueNames? known)
    {
        var codes = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        if (section.Part(property, property) is not { } part)
            return codes;
        foreach (string column in part.Names)
        {
            codes.Add(column, part.Words(column).ToHashSet(StringComparer.Ordinal));
            foreach (YamlText code in part.Texts(column).Where(c => known is not null && !ListsOf(known, column).Any(l => l.OrderOf(c.Text) >= 0)))
                part.Problem($": no feed has a curated column '{column}' with the code '{code.Text}'.", code.Line);
        }
        part.Finish();
        return codes;
    }
}
