namespace IncDiv.Packs.Sections;

/// <summary>At most eight messages in words that the statistics support.</summary>
internal static class HeadlineSection
{
    public static PackSection Create(PackContext material) => new(
        "headlines",
        "Headlines",
        [
            new Paragraph("\u201CHigher\u201D and \u201Clower\u201D are used only where a statistical test supports them; otherwise the text says \u201Cno clear difference\u201D or \u201Cno clear change\u201D."),
            new Messages([.. material.Input.Definition.Headlines.Select(h => Headline.Write(h, material.Measures)).Select(h => new Message(h.Title, h.Sentences))]),
        ]);
}
