namespace IncDiv.Packs.Document;

/// <summary>A cell of a table.</summary>
/// <param name="Shown">As it is printed; never empty.</param>
internal abstract record Cell(string Shown)
{
    public static implicit operator Cell(string text) => new TextCell(text);
}

/// <summary>Words.</summary>
/// <param name="Sign">A sign that repeats the words, for the eye only; empty for none.</param>
internal sealed record TextCell(string Text, string Sign = "") : Cell(Text);

/// <summary>A number as printed: <paramref name="Value"/> is rounded already (half away from zero).</summary>
/// <param name="Value">Null where there is only a symbol or words.</param>
/// <param name="Decimals">How many it is printed with.</param>
/// <param name="Unit">As in the measures table; empty for a plain count.</param>
/// <param name="Symbol">As printed, such as <c>[u] [p]</c>; empty for none.</param>
internal sealed record FigureCell(string Shown, decimal? Value, int Decimals = 0, string Unit = "", bool IsSigned = false, string Symbol = "") : Cell(Shown);

/// <summary>The bounds of a 95 % interval, rounded as printed.</summary>
/// <param name="Symbol">In place of the bounds; empty where there are bounds.</param>
internal sealed record IntervalCell(string Shown, decimal? Lower, decimal? Upper, int Decimals = 0, string Unit = "", bool IsSigned = false, string Symbol = "") : Cell(Shown);
