namespace IncDiv.Packs.Charts;

/// <summary>A chart as page and PDF draw it.</summary>
/// <param name="Id">Unique in the document: letters, digits and hyphens.</param>
/// <param name="Views">At least one, the first being the one that print shows: rolling windows, then discrete quarters.</param>
internal sealed record Chart(string Id, IReadOnlyList<ChartView> Views);

/// <summary>One way to look at the chart's measure, with a finding, a drawing and a table of its own.</summary>
/// <param name="Name">What tells it from the other views, such as <c>One quarter</c>.</param>
/// <param name="Finding">The title: what the chart shows, in words that the tests support.</param>
/// <param name="Subtitle">What is measured, in which unit and window.</param>
/// <param name="Reading">How to read the marks.</param>
/// <param name="Note">What is not drawn and why.</param>
/// <param name="Description">The text alternative.</param>
/// <param name="Drawing">Null where not one figure can be shown; the note says so.</param>
/// <param name="Table">Every figure of the view, those that are not drawn too.</param>
internal sealed record ChartView(
    string Name, string Finding, string Subtitle, string Reading, string Note, string Description, Drawing? Drawing, Table Table);
