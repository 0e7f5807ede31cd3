namespace IncDiv.Packs.Document;

/// <summary>A section; its title is also its entry in the contents.</summary>
/// <param name="Id">Unique in the document: letters, digits and hyphens. The address of the section.</param>
internal sealed record PackSection(string Id, string Title, IReadOnlyList<Block> Blocks);
