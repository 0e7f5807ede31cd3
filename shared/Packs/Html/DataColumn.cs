namespace IncDiv.Packs.Html;

/// <param name="IsNumber">Figures are set to the right.</param>
internal sealed record DataColumn(string Title, bool IsNumber = false)
{
    public static implicit operator DataColumn(string title) => new(title);

    /// <summary>A column of figures.</summary>
    public static DataColumn Number(string title) => new(title, true);
}
