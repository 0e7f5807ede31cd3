namespace IncDiv.Packs.Sections;

/// <summary>What the pack is, its date and its publisher.</summary>
internal static class AboutSection
{
    public static string Period(PackInput input) => $"{Wording.Period(input.Quarter)}, data to {Wording.Date(input.Quarter.LastDay)}";

    public static IReadOnlyList<Fact> Facts(PackInput input) =>
    [
        new("Publication date", Wording.Date(input.PublicationDate)),
        new("Next release", Wording.Date(input.NextReleaseDate)),
        new("Edition", FigureFormat.Count(input.Edition) + (input.PreviousEdition == 0 ? " (first edition of this pack)" : " (see Revisions)")),
        new("Audience", input.Definition.Audience),
        new("Access", input.Definition.Tier == PackTier.Public ? "Public edition." : "Internal edition: not for publication."),
        new("Status", input.Definition.Status),
        new("Disclosure control", "Small numbers are suppressed, and others with them so that they do not follow by subtraction (see Methods)."),
        new("Frequency", input.Definition.Cadence),
        new("Owner", input.Definition.Owner),
        new("Contact", input.Definition.Contact),
    ];

    public static PackSection Create(PackInput input) => new(
        "about", "About this pack", [new Definitions(Facts(input)), MissingFeeds(input), .. WithheldFeeds(input)]);

    // The rows themselves say so: a feed that is withheld has figures, and all of them are masked.
    private static IEnumerable<Paragraph> WithheldFeeds(PackInput input)
    {
        string[] withheld =
        [
            .. from feed in input.Feeds
               let figures = input.Rows.Where(r => r.Feed == feed.Feed && (r.Value is not null || r.Symbol.HasFlag(Symbols.Suppressed))).ToArray()
               where figures.Length > 0 && figures.All(r => r.Value is null)
               select feed.Title,
        ];
        return withheld.Length == 0
            ? []
            : [new Paragraph($"{Wording.List(withheld)}. The figures were supplied and are shown as [c].", "Withheld to protect people:", IsNotice: true)];
    }

    private static Paragraph MissingFeeds(PackInput input)
    {
        string[] missing = [.. QualitySection.Missing(input).Select(f => f.Title)];
        return missing.Length == 0
            ? new Paragraph("All feeds that this pack requires are in.")
            : new Paragraph($"{Wording.List(missing)}. Figures that need these data are shown as [x].", "Not supplied:", IsNotice: true);
    }
}
