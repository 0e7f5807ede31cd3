namespace IncDiv.Contracts.PackDefinitions;

/// <summary>The written form of a pack; see the comments in <c>stride-quarterly.yaml</c>.</summary>
internal sealed class PackDefinitionYaml
{
    private const int MaxHeadlines = 8;

    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public int Order { get; set; }

    public string Tier { get; set; } = "board";

    public string Audience { get; set; } = "";

    public string Cadence { get; set; } = "";

    public string Status { get; set; } = "";

    public string Owner { get; set; } = "";

    public string Contact { get; set; } = "";

    public PublicationYaml Publication { get; set; } = new();

    public List<string> RequiredFeeds { get; set; } = [];

    public bool ListedOnly { get; set; }

    public List<string> LeaveOut { get; set; } = [];

    public List<string> Sections { get; set; } = [];

    public List<HeadlineYaml> Headlines { get; set; } = [];

    public string ObjectiveTerm { get; set; } = "Objective";

    public List<ObjectiveYaml> Objectives { get; set; } = [];

    public FocusYaml? Focus { get; set; }

    public List<string> Places { get; set; } = [];

    public Dictionary<string, string> SourceNotes { get; set; } = [];

    /// <exception cref="InvalidDataException">The definition contradicts itself; the message says where the fault is and how to correct it.</exception>
    public PackDefinition ToDefinition(FeedCatalogue feeds)
    {
        Check(Id.Length > 0 && Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
            "the id must consist of lower-case letters, digits and hyphens, because it is part of a path");
        foreach ((string name, string value) in new[] { ("title", Title), ("status", Status), ("owner", Owner), ("contact", Contact) })
            Check(value.Length > 0, $"'{name}' is missing; it is printed on the cover");
        Check(Publication.DaysAfterQuarterEnd > 0, "'days_after_quarter_end' must be at least 1");
        foreach (string feed in RequiredFeeds)
            Check(feeds.Find(feed) is not null, $"there is no feed '{feed}'");
        Check(Headlines.Count is > 0 and <= MaxHeadlines, $"give 1 to {MaxHeadlines} headlines; more would not be read");
        foreach (HeadlineYaml headline in Headlines)
            Check((headline.Group.Length > 0) == (headline.Comparator.Length > 0), $"headline '{headline.Measure}': give both 'group' and 'comparator', or neither");
        string? duplicate = Objectives.SelectMany(o => o.Priorities).SelectMany(p => p.Measures)
            .GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        Check(duplicate is null, $"measure '{duplicate}' is under two priorities; keep one, because the scorecard shows it once");
        foreach (ChartYaml chart in Objectives.SelectMany(o => o.Charts))
            Check(chart.Measures.Count > 0, $"chart '{chart.Title}' needs measures");
        foreach (ChartYaml chart in Objectives.SelectMany(o => o.Charts).Where(c => c.Kind == "dumbbell"))
            Check(chart.Group.Length > 0 && chart.Comparator.Length > 0, $"chart '{chart.Title}' needs 'group' and 'comparator'");
        List<int> quarters = [.. Publication.Quarters.Distinct().Order()];
        Check(quarters.Count > 0 && quarters.TrueForAll(q => q is >= 1 and <= 4), "'quarters' must list quarters of the year, 1 to 4");
        Check(Focus is not null == Sections.Contains("focus"), "give both the section 'focus' and the entry 'focus', or neither");
        return new PackDefinition(
            Id, Title, Order, ParseEnum<PackTier>(Tier), Audience, Cadence, Status, Owner, Contact,
            new PublicationRule(Publication.DaysAfterQuarterEnd, Publication.AsSoonAsComplete, quarters),
            RequiredFeeds, ListedOnly, LeaveOut,
            [.. Sections.Select(ParseEnum<PackSectionKind>)],
            [.. Headlines.Select(h => new HeadlineDefinition(h.Measure, h.Breakdown, h.Group, h.Comparator))],
            ObjectiveTerm,
            [.. Objectives.Select(o => new PackObjective(o.Title, [.. o.Charts.Select(ToChart)], [.. o.Priorities.Select(p => new PackPriority(p.Title, p.Measures))]))],
            Focus is null ? null : new PackFocus(Focus.Title, Focus.Breakdowns, Focus.Group),
            Places,
            [.. SourceNotes.Select(n => new SourceNote(n.Key, n.Value))]);
    }

    private PackChart ToChart(ChartYaml chart) =>
        new(ParseEnum<PackChartKind>(chart.Kind), chart.Title, chart.Measures, chart.Breakdown, chart.Group, chart.Comparator);

    // The file writes names in lower case with underscores, the enums in Pascal case.
    private T ParseEnum<T>(string written)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), written.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                return value;
        throw new InvalidDataException($"Pack '{Id}': '{written}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");
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

    public List<int> Quarters { get; set; } = [1, 2, 3, 4];
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

    public List<ChartYaml> Charts { get; set; } = [];

    public List<PriorityYaml> Priorities { get; set; } = [];
}

internal sealed class FocusYaml
{
    public string Title { get; set; } = "";

    public List<string> Breakdowns { get; set; } = [];

    public string Group { get; set; } = "";
}

internal sealed class ChartYaml
{
    public string Kind { get; set; } = "intervals";

    public string Title { get; set; } = "";

    public List<string> Measures { get; set; } = [];

    public string Breakdown { get; set; } = "all";

    public string Group { get; set; } = "";

    public string Comparator { get; set; } = "";
}

internal sealed class PriorityYaml
{
    public string Title { get; set; } = "";

    public List<string> Measures { get; set; } = [];
}
