namespace IncDiv.Packs.Pdf;

/// <summary>A node of the structure that screen readers follow (ISO 32000-1 section 14.7).</summary>
/// <param name="tag">Standard structure type: <c>H1</c>, <c>P</c>, <c>Table</c>, <c>TH</c> …</param>
/// <param name="attributes">Attribute dictionary; empty for none.</param>
/// <param name="alternative">Text alternative; empty for none.</param>
internal sealed class StructureElement(string tag, string attributes = "", string alternative = "")
{
    // Elements, and marked content of a page.
    private readonly List<(StructureElement? Element, int Page, int Mark)> _kids = [];

    public string Tag => tag;

    /// <summary>Number of its object, assigned when it is written.</summary>
    public int Id { get; private set; }

    public StructureElement Add(StructureElement child)
    {
        _kids.Add((child, 0, 0));
        return child;
    }

    public StructureElement Add(string childTag, string childAttributes = "") => Add(new StructureElement(childTag, childAttributes));

    /// <summary>Adds marked content of a page, after what was added before.</summary>
    public void AddMark(int page, int mark) => _kids.Add((null, page, mark));

    /// <param name="pages">Objects of the pages.</param>
    public void WriteTo(PdfObjects file, int parent, IReadOnlyList<int> pages)
    {
        Id = file.Reserve();
        var kids = new StringBuilder();
        foreach ((StructureElement? child, int page, int mark) in _kids)
        {
            child?.WriteTo(file, Id, pages);
            kids.Append(kids.Length > 0 ? " " : "");
            if (child is null)
                kids.Append(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>");
            else
                kids.Append(CultureInfo.InvariantCulture, $"{child.Id} 0 R");
        }
        string details = (attributes.Length > 0 ? $"/A{attributes}" : "") + (alternative.Length > 0 ? $"/Alt{PdfObjects.String(alternative)}" : "");
        file.Set(Id, string.Create(CultureInfo.InvariantCulture, $"<</Type/StructElem/S/{tag}/P {parent} 0 R{details}/K[{kids}]>>"));
    }
}
