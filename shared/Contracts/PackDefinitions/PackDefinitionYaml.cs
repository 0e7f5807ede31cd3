using IncDiv.Contracts.Feeds;

namespace IncDiv.Contracts.PackDefinitions;

/// <summary>The written form of a pack; see the comments in <c>stride-quarterly.yaml</c>.</summary>
internal sealed class PackDefinitionYaml
{
    private const int MostHeadlines = 8;

    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public string Audience { get; set; } = "";

    public string Cadence { get; set; } = "";

    public string Status { get; set; } = "";

    public string Owner { get; set; } = "";

    public string Contact { get; set; } = "";

    public PublicationYaml Publication { get; set; } = new();

    public List<string> RequiredFeeds { get; set; } = [];

    public List<HeadlineYaml> Headlines { get; set; } = [];

    public List<ObjectiveYaml> Objectives { get; set; } = [];

    public List<string> Places { get; set; } = [];

    public Dictionary<string, string> SourceNotes { get; set; } = [];

    /// <exception cref="InvalidDataException">The definition contradicts itself; the message says where and how to put it right.</exception>
    public PackDefinition ToDefinition(FeedCatalogue feeds)
    {
        Check(Id.Length > 0 && Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
            "the id is made of lower-case letters, digits and hyphens; it is part of a path");
        foreach ((string name, string value) in new[] { ("title", Title), ("status", Status), ("owner", Owner), ("contact", Contact) })
            Check(value.Length > 0, $"'{name}' is missing; the cover prints it");
        Check(Publication.DaysAfterQuarterEnd > 0, "'days_after_quarter_end' must be at least 1");
        foreach (string feed in RequiredFeeds)
            Check(feeds.Find(feed) is not null, $"there is no feed '{feed}'");
        Check(Headlines.Count is > 0 and <= MostHeadlines, $"give 1 to {MostHeadlines} headlines; a board reads no more");
        foreach (HeadlineYaml headline in Headlines)
            Check((headline.Group.Length > 0) == (headline.Comparator.Length > 0), $"headline '{headline.Measure}': give both 'group' and 'comparator', or neither");
        string? twice = Objectives.SelectMany(o => o.Priorities).SelectMany(p => p.Measures)
            .GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        Check(twice is null, $"measure '{twice}' stands under two priorities; the scorecard shows it once");
        foreach (ObjectiveYaml objective in Objectives)
            Check(objective.Chart.Measures.Count > 0, $"objective '{objective.Title}' needs a chart with measures");
        return new PackDefinition(
            Id, Title, Audience, Cadence, Status, Owner, Contact,
            new PublicationRule(Publication.DaysAfterQuarterEnd, Publication.AsSoonAsComplete),
            RequiredFeeds,
            [.. Headlines.Select(h => new HeadlineDefinition(h.Measure, h.Breakdown, h.Group, h.Comparator))],
            [.. Objectives.Select(o => o.ToObjective())],
            Places,
            [.. SourceNotes.Select(n => new SourceNote(n.Key, n.Value))]);
    }

    private void Check(bool holds, string message)
    {
        if (!holds)
            throw new InvalidDataException($"Pack '{Id}': {message}.");
    }
}

internal sealed class PublicationYaml
{
    public int DaysAfterQuarterEnd { get; set; }

    public bool AsSoonAsComplete { get; set; }
}

internal sealed class HeadlineYaml
{
    public string Measure { get; set; } = "";

    public string Breakdown { get; set; } = "all";

    public string Group { get; set; } = "";

    public string Comparator { get; set; } = "";
}

internal sealed class ObjectiveYaml
{
    public string Title { get; set; } = "";

    public ChartYaml Chart { get; set; } = new();

    public List<PriorityYaml> Priorities { get; set; } = [];

    public PackObjective ToObjective() => new(
        Title, new PackChart(Chart.Title, Chart.Measures, Chart.Breakdown), [.. Priorities.Select(p => new PackPriority(p.Title, p.Measures))]);
}

internal sealed class ChartYaml
{
    public string Title { get; set; } = "";

    public List<string> Measures { get; set; } = [];

    public string Breakdown { get; set; } = "all";
}

internal sealed class PriorityYaml
{
    public string Title { get; set; } = "";

    public List<string> Measures { get; set; } = [];
}
