namespace IncDiv.Disclosure.Cover;

/// <summary>What is known of a cell before protection.</summary>
public enum CellState
{
    /// <summary>May be published, or hidden to protect others.</summary>
    Open,

    /// <summary>Must be hidden: a primary rule (disclosure.md 4.2 S3) said so.</summary>
    Primary,

    /// <summary>Is public already (an earlier edition, a statutory headline) or is a link equation: it cannot be hidden any more.</summary>
    Forced,
}
