namespace IncDiv.Contracts.Html;

/// <summary>A section of the page; its heading is also its entry in the contents.</summary>
public sealed class PageSection(string id, string heading, params IEnumerable<Node> content)
{
    /// <summary>The section, labelled by its heading.</summary>
    public Element ToElement() =>
        Tag.Create("section", [Tag.Create("h2", heading).With("id", id), .. content]).With("aria-labelledby", id);

    /// <summary>Its entry in the contents.</summary>
    public Element ToLink() => Tag.Link("#" + id, heading);
}
