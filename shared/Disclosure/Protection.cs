using IncDiv.Disclosure.Cover;
using IncDiv.Disclosure.Linear;
using IncDiv.Disclosure.Policies;

namespace IncDiv.Disclosure;

/// <summary>Finds the pattern of hidden cells under which every primary is safe (disclosure.md 4.2, S4 to S8).</summary>
public static class Protection
{
    /// <param name="threads">Parts of the model that share no row are worked on side by side; the result is the same.</param>
    public static ProtectionResult Protect(CoverModel model, DisclosurePolicy policy, int threads = 1, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<CoverModel> components = model.Components();
        var patterns = new LinearPattern[components.Count];
        Parallel.For(
            0, patterns.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            i => patterns[i] = LinearProtection.Run(components[i], policy.Coalition));
        IEnumerable<CellVerdict> verdicts = components.Zip(patterns).SelectMany(p =>
            p.First.Columns.SelectMany((column, c) => column.Keys.Select(k => new CellVerdict(k, p.Second.Reasons[c], null))));
        return new ProtectionResult(
            [.. verdicts.OrderBy(v => v.Key, StringComparer.Ordinal)],
            [.. patterns.SelectMany(p => p.AlreadyDisclosed).OrderBy(d => d.Key, StringComparer.Ordinal)], [], 0, 0);
    }
}
