namespace IncDiv.Contracts.PackDefinitions;

/// <summary>The sections that a pack is put together from.</summary>
public enum PackSectionKind
{
    About,
    Headlines,
    Scorecard,
    Objectives,
    Focus,
    Trajectory,
    Actions,
    Characteristics,
    Places,
    Baselines,
    Quality,
    Methods,
    Symbols,
    SourceNotes,
    Revisions,
}
