using IncDiv.Disclosure.Cover;
using IncDiv.Disclosure.Suppression;

namespace IncDiv.Disclosure.Tests;

/// <summary>Protects a model in which every cell is a figure of its own (disclosure.md 4.2, S4 to S8).</summary>
internal static class Protection
{
    public static ProtectionResult Protect(CoverModel model, DisclosurePolicy policy)
    {
        FigureSuppression suppression = BuildUp(model, policy);
        if (suppression.Components.All(c => c.Disclosed.Count == 0))
            suppression.Certify(CancellationToken.None);
        Dictionary<string, HiddenReason> reasons = suppression.Figures.ToDictionary(f => f.Figure.Key, f => f.Reason, StringComparer.Ordinal);
        return new ProtectionResult(
            [.. suppression.Components.SelectMany(c => Verdicts(c, reasons)).OrderBy(v => v.Key, StringComparer.Ordinal)],
            [.. suppression.Components.SelectMany(c => c.Disclosed).OrderBy(d => d.Key, StringComparer.Ordinal)],
            [.. suppression.Components.SelectMany(c => c.TooNarrow).OrderBy(d => d.Key, StringComparer.Ordinal)],
            suppression.Components.Sum(c => c.Programs),
            suppression.Components.Sum(c => c.Witnesses?.Exact ?? 0));
    }

    /// <summary>The steps before intervals.</summary>
    public static FigureSuppression BuildUp(CoverModel model, DisclosurePolicy policy)
    {
        IEnumerable<CoverColumn> open = model.Columns.Where(c => c is { IsPrimary: false, IsForced: false });
        var suppression = new FigureSuppression(
            model, [.. open.Select(c => new Figure(c.Key, [c.Key], c.Importance) { HiddenBefore = c.HiddenBefore })], policy);
        suppression.BuildUp();
        return suppression;
    }

    private static IEnumerable<CellVerdict> Verdicts(Component component, Dictionary<string, HiddenReason> reasons)
    {
        HashSet<int> certified = [.. component.Witnesses?.Certified ?? []];
        for (int c = 0; c < component.Model.CellCount; c++)
        {
            CoverColumn column = component.Model.Columns[c];
            HiddenReason reason = column.IsPrimary ? HiddenReason.Primary : column.IsForced ? HiddenReason.None : reasons[column.Key];
            CellCertificate? certificate = certified.Contains(c) && component.IsHidden(c) ? component.Witnesses!.CertificateOf(c) : null;
            foreach (string key in column.Keys)
                yield return new CellVerdict(key, reason, certificate);
        }
    }
}
