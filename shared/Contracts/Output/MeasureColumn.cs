namespace IncDiv.Contracts.Output;

/// <summary>What the cells of a published column hold.</summary>
public enum MeasureColumnKind
{
    /// <summary><see cref="string"/>, never null.</summary>
    Text,

    /// <summary><see cref="DateOnly"/>, never null.</summary>
    Date,

    /// <summary><see cref="double"/> or null.</summary>
    Number,

    /// <summary><see cref="int"/> or null.</summary>
    Whole,
}

/// <summary>One column of the measures table.</summary>
/// <param name="Name">As published, snake_case.</param>
/// <param name="Value">The cell of a row, of the type that <paramref name="Kind"/> names.</param>
public sealed record MeasureColumn(string Name, MeasureColumnKind Kind, Func<MeasureRow, object?> Value);
