using System.Text.Encodings.Web;
using System.Text.Json;
using IncDiv.Anonymisation.KAnonymity;
using IncDiv.Contracts.Policies;

namespace IncDiv.Workflows.Publication;

/// <summary>Converts the curated microdata of a feed and quarter to a <c>bi</c> file in three passes: count and plan, recode and write, read back and check
/// (disclosure.md 5.3). Scratch files are unnamed files on the same disk as the output.</summary>
public static class MicrodataFile
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The privacy model of released files. Combined with published tables, they must leave intervals of the policy's width (disclosure.md
    /// 4.4).</summary>
    public static PrivacyModel ModelOf(DisclosurePolicy policy, int smallestClass) => new(K: smallestClass, RandomlySuppressed: policy.Standard.Width);

    /// <param name="rows">Reads the curated rows from the beginning; called twice.</param>
    /// <param name="pinned">Levels of an earlier quarter, or null to choose them.</param>
    /// <param name="secret">Seeds the random suppression of records; different for each file.</param>
    /// <returns>The report and the levels, or the reason why there is no file.</returns>
    /// <exception cref="InvalidOperationException">The written file violates the model. It has been deleted.</exception>
    public static async Task<MicrodataFileResult> WriteAsync(
        MicrodataRelease release, Quarter quarter, Func<IAsyncEnumerable<RowBatch>> rows, PrivacyModel model, IReadOnlyList<int>? pinned,
        byte[] secret, FileInfo output, CancellationToken cancellationToken)
    {
        Stream Scratch() => TemporaryFile.Create(output.DirectoryName);
        using var histogram = new QuasiHistogram(release, Scratch);
        await foreach (RowBatch batch in rows().WithCancellation(cancellationToken))
            if (histogram.Add(batch) is string refusal)
                return new MicrodataFileResult(null, [], refusal);
        return MicrodataPlanner.Plan(histogram, model, pinned) switch
        {
            MicrodataPlan plan => await WriteAsync(release, quarter, rows, plan, secret, output, Scratch, cancellationToken),
            NoPlanFound none => new MicrodataFileResult(null, [], none.Reason),
            var other => throw new InvalidOperationException($"There is no case for {other.GetType().Name}."),
        };
    }

    /// <summary>The report as <c>risk.json</c>: UTF-8, indented.</summary>
    public static byte[] ToJson(RiskReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Json);

    private static async Task<MicrodataFileResult> WriteAsync(
        MicrodataRelease release, Quarter quarter, Func<IAsyncEnumerable<RowBatch>> rows, MicrodataPlan plan, byte[] secret,
        FileInfo output, Func<Stream> scratch, CancellationToken cancellationToken)
    {
        using var recoder = new MicrodataRecoder(plan, scratch, secret);
        await foreach (RowBatch batch in rows().WithCancellation(cancellationToken))
            recoder.Add(batch);
        await using (FileStream file = output.Create())
        await using (RowWriter writer = await RowWriter.CreateAsync(release, file, Provenance(recoder.Report(quarter), plan), cancellationToken))
            foreach (RowBatch batch in recoder.Sorted(quarter))
                await writer.WriteAsync(batch, cancellationToken);

        RiskReport report = recoder.Report(quarter);
        MicrodataCheck check;
        await using (FileStream file = output.OpenRead())
            check = await MicrodataVerifier.CheckAsync(release, file, plan.Model.K, plan.Model.L, plan.WithheldColumns, cancellationToken);
        if (!check.Passes || check.Records != report.Records - report.LeftOutRecords
            || check.SmallestClass != report.After.SmallestClass || check.Classes != report.After.Classes)
        {
            output.Delete();
            string unexpected = check.UnexpectedValues.Count == 0 ? "no column" : string.Join(", ", check.UnexpectedValues);
            throw new InvalidOperationException(
                $"The bi file of {release.Feed.Name} {quarter} failed its check and was deleted: {check.RecordsAtRisk} records at risk, "
                + $"smallest class {check.SmallestClass}, unexpected values in {unexpected}.");
        }
        return new MicrodataFileResult(report, plan.Node, null);
    }

    private static SortedDictionary<string, string> Provenance(RiskReport report, MicrodataPlan plan) => new(StringComparer.Ordinal)
    {
        ["feed"] = report.Feed,
        ["quarter"] = report.Quarter,
        ["contract_version"] = report.ContractVersion.ToString(CultureInfo.InvariantCulture),
        ["release_version"] = report.ReleaseVersion.ToString(CultureInfo.InvariantCulture),
        ["hierarchies"] = string.Join(' ', report.Hierarchies.Select(h => $"{h.Key}:{h.Value}")),
        ["k"] = report.K.ToString(CultureInfo.InvariantCulture),
        ["l"] = report.L.ToString(CultureInfo.InvariantCulture),
        ["node"] = string.Join(',', plan.Node),
        ["left_out_of_each_class_at_most"] = plan.Model.MaxRandomlySuppressed.ToString(CultureInfo.InvariantCulture),
        ["withheld"] = string.Join(' ', plan.WithheldColumns),
    };
}

/// <summary>The result of writing a <c>bi</c> file.</summary>
/// <param name="Report">The report on risk and information loss, or null if no file was written.</param>
/// <param name="Node">The level of each quasi-identifier. The caller stores the levels and pins them for later files.</param>
/// <param name="Refusal">The reason why no file was written, without values.</param>
public sealed record MicrodataFileResult(RiskReport? Report, IReadOnlyList<int> Node, string? Refusal);
