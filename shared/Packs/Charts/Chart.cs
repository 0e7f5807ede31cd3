namespace IncDiv.Packs.Charts;

/// <summary>A chart for the page and the PDF.</summary>
/// <param name="Id">Unique in the document: letters, digits and hyphens.</param>
/// <param name="Views">At least one: rolling windows, then discrete quarters. The page shows the first until the reader chooses another.</param>
internal sealed record Chart(string Id, IReadOnlyList<ChartView> Views);

/// <summary>One way to look at the chart's measure, with a finding, a drawing and a table of its own.</summary>
/// <param name="Name">Distinguishes it from the other views, such as <c>One quarter</c>.</param>
/// <param name="Finding">The title: what the chart shows, claiming no more than the tests support.</param>
/// <param name="Subtitle">What is measured, in which unit and window.</param>
/// <param name="Reading">How to read the marks.</param>
/// <param name="Note">What is not drawn and why.</param>
/// <param name="Description">The text alternative.</param>
/// <param name="Drawing">Null if no figure can be shown; the note then gives the reason.</param>
/// <param name="Table">Every figure of the view, including those that are not drawn.</param>
internal sealed record ChartView(
    string Name, string Finding, string Subtitle, string Reading, string Note, string Description, Drawing? Drawing, Table Table);
