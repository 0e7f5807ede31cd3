namespace IncDiv.Ingestion.Receipts;

/// <summary>Makes the receipt of a drop: what became of it in one sentence, and what to do next.</summary>
/// <param name="feed">Null for a drop below a folder that is no feed's.</param>
/// <param name="file">Path of the drop below the container.</param>
/// <param name="received">When the drop landed, UTC.</param>
public sealed class ReceiptBuilder(Feed? feed, string dropId, string file, long bytes, DateTimeOffset received)
{
    /// <summary>Stands for the feed of a drop that names none.</summary>
    public const string UnknownFeed = "unknown";

    /// <summary>Most examples of a kind (file, row, warning) that a receipt shows; the rejects file lists more.</summary>
    public const int MaxExamples = 20;

    private string Title => feed?.Title ?? "Unknown feed";

    /// <summary>The receipt of a drop that was read: accepted or quarantined.</summary>
    /// <param name="profile">Of an accepted drop: what its next one is compared with.</param>
    /// <param name="last">The receipt of the feed's last accepted drop, with which this one is compared: W104 to W106.</param>
    /// <param name="others">Accepted rows of the feed's other drops, by quarter; by default those of <paramref name="last"/>. Only counts for a feed that appends.</param>
    public Receipt ForReading(DropReading reading, DropProfile? profile = null, Receipt? last = null, IEnumerable<QuarterRows>? others = null)
    {
        if (reading.Quarantined)
            return Build(DropOutcome.Quarantined, SummaryOf(reading), reading.Issues[0].Message, reading, null);
        DropComparison compared = profile is null ? new DropComparison([], []) : DropComparison.Compare(profile, last?.Profile, feed?.LoadMode == LoadMode.Append ? others ?? last?.Quarters : null);
        DropReading judged = reading with
        {
            Counts = [.. reading.Counts, .. compared.Warnings.CountBy(w => w.Code).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new IssueCount(c.Key, c.Value))],
            Issues = [.. reading.Issues, .. compared.Warnings],
        };
        return Build(DropOutcome.Accepted, SummaryOf(reading), NextStepOf(judged, compared.Warnings), judged, null) with
        {
            Profile = profile,
            Comparison = last is null || compared.Lines.Count == 0 ? null : new LastDropComparison(last.DropId, compared.Lines),
        };
    }

    /// <summary>The receipt of a drop whose bytes were accepted before.</summary>
    /// <param name="earlier">The earlier drop's id.</param>
    public Receipt ForDuplicate(string earlier) => Build(
        DropOutcome.Duplicate,
        $"{Title}: the file has the same bytes as drop {earlier}, which was accepted before, so nothing was changed.",
        "Nothing needs doing. If you meant to correct the earlier drop, export the file again and drop the new one.",
        DropReading.None, earlier);

    /// <summary>The receipt of a drop on which the machinery failed five times; its content is not to blame.</summary>
    public Receipt ForFailure() => Build(
        DropOutcome.Failed,
        $"{Title}: the drop could not be processed because the pipeline failed repeatedly; nothing of it is used yet.",
        "Do not drop the file again. The pipeline's operators have it and take it in once the cause is put right.",
        DropReading.None, null);

    private Receipt Build(DropOutcome outcome, string summary, string nextStep, DropReading reading, string? duplicateOf) => new(
        dropId, feed?.Name ?? UnknownFeed, file, outcome, summary, nextStep, feed?.Version ?? 0, bytes,
        reading.RowsRead, reading.RowsAccepted, reading.RowsRejected, reading.Quarters, reading.Counts, ExamplesOf(reading),
        reading.DroppedAsPersonal, duplicateOf, received)
    {
        Notes = reading.Notes,
    };

    private string SummaryOf(DropReading reading)
    {
        if (reading.Quarantined)
        {
            string checks = reading.RowsRead == 0
                ? "none of its rows were read"
                : string.Create(CultureInfo.InvariantCulture, $"{reading.RowsRejected:N0} of {reading.RowsRead:N0} rows read have faults");
            return $"{Title}: the drop was put into quarantine ({string.Join(", ", FileErrorsOf(reading).Distinct())}); {checks} and nothing of it is used.";
        }
        string quarters = string.Join(" and ", reading.Quarters.Select(q => q.Quarter));
        return reading.RowsRejected == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Title}: all {reading.RowsAccepted:N0} rows were accepted for {quarters}.")
            : string.Create(CultureInfo.InvariantCulture, $"{Title}: {reading.RowsAccepted:N0} of {reading.RowsRead:N0} rows were accepted for {quarters} and {reading.RowsRejected:N0} rejected.");
    }

    private string NextStepOf(DropReading reading, IReadOnlyList<Issue> moved)
    {
        string compare = moved.Count == 0
            ? ""
            : $"Check what moved since the last drop ({string.Join(", ", moved.Select(w => w.Code).Distinct())}); if it is real, nothing needs doing about it.";
        if (reading.RowsRejected > 0)
        {
            string correct = feed?.LoadMode == LoadMode.Append
                ? "Put the rejected rows right and drop them in a further file, or leave them out: the accepted rows count already."
                : "Put the rejected rows right and drop the whole file again, which replaces this one; the accepted rows count meanwhile.";
            return moved.Count > 0 ? $"{correct} {compare}" : correct;
        }
        return moved.Count > 0 ? compare : reading.Counts.Count > 0 ? "Nothing needs doing; look through the warnings before the next drop." : "Nothing needs doing.";
    }

    private static IEnumerable<string> FileErrorsOf(DropReading reading) => reading.Issues.Select(i => i.Code).Where(c => c[0] == 'E');

    // Some of each kind, so that many rejected rows do not hide a warning.
    private static IReadOnlyList<Issue> ExamplesOf(DropReading reading) =>
        [.. reading.Issues.GroupBy(i => i.Code[0]).SelectMany(kind => kind.Take(MaxExamples))];
}
