namespace IncDiv.Disclosure;

/// <summary>Finds the pattern of hidden cells under which every primary is safe (disclosure.md 4.2, S4 to S8).</summary>
public static class Protection
{
    /// <param name="threads">Parts of the model that share no row are worked on side by side; the result is the same.</param>
    public static ProtectionResult Protect(CoverModel model, DisclosurePolicy policy, int threads = 1, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<CoverModel> components = model.Components();
        var results = new ProtectionResult[components.Count];
        Parallel.For(
            0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            i => results[i] = ProtectOne(components[i], policy, cancellationToken));
        return new ProtectionResult(
            [.. results.SelectMany(r => r.Cells).OrderBy(v => v.Key, StringComparer.Ordinal)],
            [.. results.SelectMany(r => r.AlreadyDisclosed).OrderBy(d => d.Key, StringComparer.Ordinal)],
            [.. results.SelectMany(r => r.TooNarrow).OrderBy(d => d.Key, StringComparer.Ordinal)],
            results.Sum(r => r.LinearPrograms),
            results.Sum(r => r.Witnesses));
    }

    private static ProtectionResult ProtectOne(CoverModel component, DisclosurePolicy policy, CancellationToken cancellationToken)
    {
        LinearPattern linear = LinearProtection.Run(component, policy.Coalition);
        if (linear.AlreadyDisclosed.Count > 0 || !component.Columns.Any(c => c.IsPrimary))
            return new ProtectionResult(Verdicts(component, linear.Reasons, null), linear.AlreadyDisclosed, [], 0, 0);
        IntervalPattern pattern = IntervalProtection.Run(component, linear.Reasons, policy, r => new SimplexBoundSolver(r), cancellationToken);
        return new ProtectionResult(Verdicts(component, linear.Reasons, pattern.Witnesses), [], pattern.TooNarrow, pattern.Programs, pattern.Witnesses.Exact);
    }

    private static IReadOnlyList<CellVerdict> Verdicts(CoverModel component, HiddenReason[] reasons, Witnesses? witnesses)
    {
        HashSet<int> certified = [.. witnesses?.Certified ?? []];
        CellCertificate? Certificate(int cell) =>
            certified.Contains(cell) && reasons[cell] is not (HiddenReason.None or HiddenReason.Forced) ? witnesses!.CertificateOf(cell) : null;
        return [.. component.Columns.SelectMany((column, c) => column.Keys.Select(k => new CellVerdict(k, reasons[c], Certificate(c))))];
    }
}
