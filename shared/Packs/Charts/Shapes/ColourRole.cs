namespace IncDiv.Packs.Charts.Shapes;

/// <summary>Colours by what they are for; the page has others in the dark (publication.md D5). Nothing rests on colour alone.</summary>
internal enum ColourRole
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>Words of less weight: axes.</summary>
    Quiet,

    /// <summary>The ground: white on paper.</summary>
    Paper,

    /// <summary>Grid lines; they carry nothing.</summary>
    Grid,

    /// <summary>The first series: dark blue <c>#12436D</c>.</summary>
    First,

    /// <summary>The second: orange <c>#F46A25</c>; benchmarks and targets too.</summary>
    Second,

    /// <summary>The third: dark pink <c>#801650</c>.</summary>
    Third,

    /// <summary>The band of an interval: a pale tint of the first.</summary>
    Band,

    /// <summary>Mean and limits of a control chart: dark grey <c>#3D3D3D</c>.</summary>
    Limit,

    /// <summary>SPC: improvement.</summary>
    Improvement,

    /// <summary>SPC: concern.</summary>
    Concern,

    /// <summary>SPC: a shift without good or bad.</summary>
    Shift,
}
