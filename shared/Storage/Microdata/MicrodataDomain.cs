namespace IncDiv.Storage.Microdata;

/// <summary>The values allowed in a released column, as text.</summary>
/// <param name="values">The allowed values; null if they are known only from the data.</param>
internal sealed class MicrodataDomain(IEnumerable<string>? values, bool mayBeBlank)
{
    private readonly HashSet<string>? _values = values?.ToHashSet(StringComparer.Ordinal);

    public static MicrodataDomain Create(MicrodataRelease release, string column, bool withheld) =>
        release.QuasiIdentifiers.FirstOrDefault(q => q.Column == column) is { } quasi ? new MicrodataDomain(Generalised(quasi), mayBeBlank: false)
        : withheld ? new MicrodataDomain([], mayBeBlank: true)
        : release.Rounded.FirstOrDefault(r => r.Column == column) is { } rounded ? new MicrodataDomain(Steps(rounded), mayBeBlank: true)
        : release.Measures.First(m => m.Name == column) is { Codes: { } list } ? new MicrodataDomain(list.Codes.Select(c => c.Code), mayBeBlank: true)
        : new MicrodataDomain(["false", "true"], mayBeBlank: true);

    public bool AllowsAll(IReadOnlyList<string?> column)
    {
        for (int row = 0; row < column.Count; row++)
            if ((row == 0 || !ReferenceEquals(column[row], column[row - 1])) && !(column[row] is { } value ? _values?.Contains(value) != false : mayBeBlank))
                return false;
        return true;
    }

    // Values below the minimum level of the release are not allowed.
    private static IEnumerable<string>? Generalised(QuasiIdentifier quasi) => quasi.Hierarchy.Values?.Append(Hierarchy.Unknown)
        .SelectMany(v => Enumerable.Range(quasi.MinLevel, quasi.Hierarchy.Height - quasi.MinLevel + 1).Select(level => quasi.Hierarchy.Generalise(v, level)!));

    private static IEnumerable<string> Steps(RoundedColumn rounded)
    {
        for (int steps = 0; steps * rounded.Step <= rounded.Top; steps++)
            yield return (steps * rounded.Step).ToString(CultureInfo.InvariantCulture);
    }
}
