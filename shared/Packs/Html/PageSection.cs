namespace IncDiv.Packs.Html;

/// <summary>A section of the page; its heading is also its entry in the contents.</summary>
internal sealed class PageSection(string id, string heading, params IEnumerable<Node> content)
{
    public Element ToElement() =>
        Tag.Of("section", [Tag.Of("h2", heading).With("id", id), .. content]).With("aria-labelledby", id);

    public Element ToLink() => Tag.Link("#" + id, heading);
}
