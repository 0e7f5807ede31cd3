namespace IncDiv.Packs.Sections;

/// <summary>At most eight messages, which claim no more than the statistics support.</summary>
internal static class HeadlineSection
{
    public static PackSection Create(PackContext context) => new(
        "headlines",
        "Headlines",
        new Paragraph(
            "\u201CHigher\u201D and \u201Clower\u201D are used only where a statistical test supports them; "
            + "otherwise the text says \u201Cno clear difference\u201D or \u201Cno clear change\u201D."),
        new Messages([.. context.Input.Definition.Headlines.Select(h => Headline.Write(h, context.Measures))]));
}
