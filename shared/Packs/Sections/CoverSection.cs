using IncDiv.Contracts.Html;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>What the pack is, from when and by whom.</summary>
internal static class CoverSection
{
    public static Element Banner(PackInput input) => Tag.Of(
        "header",
        Tag.Of(
            "div",
            Tag.P($"{input.Definition.Audience}. Edition {FigureFormat.Count(input.Edition)}").With("class", "kind"),
            Tag.Of("h1", input.Definition.Title, Tag.Span(Period(input)).With("class", "period"))).With("class", "wrap"));

    public static string Period(PackInput input) =>
        $"{Wording.Period(input.Quarter)}, data to {Wording.Date(input.Quarter.LastDay)}";

    public static PageSection Facts(PackInput input) => new PageSection(
        "about",
        "About this pack",
        Tag.Dl(
            ("Publication date", Wording.Date(input.PublicationDate)),
            ("Next release", Wording.Date(input.NextReleaseDate)),
            ("Edition", input.Edition == 1 ? "1 (first edition)" : $"{FigureFormat.Count(input.Edition)} (see Revisions)"),
            ("Status", input.Definition.Status),
            ("Disclosure control", "Small numbers are suppressed, and others with them so that they do not follow by subtraction (see Methods)."),
            ("Frequency", input.Definition.Cadence),
            ("Owner", input.Definition.Owner),
            ("Contact", input.Definition.Contact)),
        MissingFeeds(input));

    private static Element MissingFeeds(PackInput input)
    {
        string[] missing = [.. QualitySection.Missing(input).Select(f => f.Title)];
        return missing.Length == 0
            ? Tag.P("All feeds that this pack requires are in.").With("class", "note")
            : Tag.P(Tag.Strong("Not supplied: "), $"{Wording.List(missing)}. Figures that need these data are shown as [x].").With("class", "notice");
    }
}
