namespace IncDiv.Contracts.Reading;

/// <summary>Reads the disclosure policy; see the comments in <c>Disclosure/policy.yaml</c>. Every property must be given.</summary>
internal static class PolicyReader
{
    private const int MaxImportance = 100;

    public static DisclosurePolicy? Read(ContractFile file, CatalogueNames known)
    {
        if (file.Root("disclosure policy") is not { } policy)
            return null;
        string[] mandatory = ["zeros", "coalition", "protect_secondaries", "standard", "sensitive_measures", "sensitive_columns", "importance"];
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
        return policy.IfSound(new DisclosurePolicy(
            policy.Version(), policy.RequiredWhole("minimum_base", 3), policy.RequiredWhole("minimum_headcount", 3), policy.RequiredWhole("group_minimum", 0),
            policy.OneOf("zeros", true, "shown or hidden", ("shown", true), ("hidden", false)), policy.OneOf("coalition", 1, "0 or 1", ("0", 0), ("1", 1)),
            policy.Flag("protect_secondaries"), requirement, policy.Words("sensitive_measures").ToHashSet(StringComparer.Ordinal),
            policy.Words("sensitive_columns").ToHashSet(StringComparer.Ordinal), importance));
    }
}
