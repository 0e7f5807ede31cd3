namespace IncDiv.Contracts.Html;

/// <summary>A column of a <see cref="DataTable"/>; a string is a column of words.</summary>
/// <param name="IsNumber">Figures are set to the right.</param>
public sealed record DataColumn(string Title, bool IsNumber = false)
{
    public static implicit operator DataColumn(string title) => new(title);

    /// <summary>A column of figures.</summary>
    public static DataColumn Number(string title) => new(title, true);
}
