namespace IncDiv.Contracts;

/// <summary>Facts of contracts that their YAML does not state yet, so they follow from names. Each becomes a property of its contract.</summary>
public static class ContractFacts
{
    extension(Feed feed)
    {
        /// <summary>Whether the feed is the register of actions, which packs show and no measure reads.</summary>
        public bool IsActionRegister => feed.Name == "actions";
    }

    /// <summary>The register of actions; null if there is none.</summary>
    public static Feed? ActionRegister(this FeedCatalogue feeds) => feeds.Feeds.FirstOrDefault(f => f.IsActionRegister);

    /// <summary>The breakdowns, besides the total, by which figures from BI microdata are compared with the official ones.</summary>
    public static IEnumerable<string> MicrodataBreakdowns(this MeasureCatalogue catalogue) =>
        catalogue.Breakdowns.Keys.Where(b => b is "ethnicity_broad" or "sex" or "disability");

    /// <summary>Quasi-identifiers that outsiders know best: places and ranks.</summary>
    public static IEnumerable<string> WellKnownColumns(this MicrodataRelease release) =>
        release.QuasiIdentifiers.Select(q => q.Column).Where(c => c is "borough" or "bcu" or "rank" or "rank_band");

    /// <summary>Whether the figure is an estimate from a sample of people.</summary>
    public static bool IsOfSurvey(this MeasureRow row) => row.Feed != "workforce";
}
