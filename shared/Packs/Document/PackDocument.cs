namespace IncDiv.Packs.Document;

/// <summary>
/// The pack as a document. Page, PDF and workbook are written from it and from nothing else, so that every figure is the same in all.
/// </summary>
/// <param name="Title">Of the pack, without the period.</param>
/// <param name="Period">Quarter and last day of the data, in words.</param>
/// <param name="Facts">What stands on the cover.</param>
internal sealed record PackDocument(string Title, string Period, string Audience, IReadOnlyList<Fact> Facts, IReadOnlyList<PackSection> Sections)
{
    /// <summary>Every table in order, those of the charts too.</summary>
    public IEnumerable<Table> Tables => Sections.SelectMany(s => s.Blocks).SelectMany(b => b switch
    {
        Table table => [table],
        Figure figure => figure.Chart.Views.Select(v => v.Table),
        _ => (IEnumerable<Table>)[],
    });
}
