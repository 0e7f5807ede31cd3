namespace IncDiv.Ingestion.Receipts;

/// <summary>Builds the receipt of a drop: the outcome in one sentence, and what to do next.</summary>
/// <param name="feed">Null for a drop in a folder that is not the name of a feed.</param>
/// <param name="file">Path of the drop below the container.</param>
/// <param name="received">When the drop arrived, UTC.</param>
public sealed class ReceiptBuilder(Feed? feed, string dropId, string file, long bytes, DateTimeOffset received)
{
    /// <summary>The feed name in the receipt of a drop without a known feed.</summary>
    public const string UnknownFeed = "unknown";

    private string Title => feed?.Title ?? "Unknown feed";

    /// <summary>The receipt of a drop that was read: accepted or quarantined.</summary>
    /// <param name="profile">For an accepted drop: the figures with which the next drop is compared.</param>
    /// <param name="last">The receipt of the feed's last accepted drop, with which this one is compared: W104 to W106.</param>
    /// <param name="others">Accepted rows of the feed's other drops, by quarter; by default those of <paramref name="last"/>. Used only for a feed whose drops
    /// add rows.</param>
    public Receipt ForReading(DropReading reading, DropProfile? profile = null, Receipt? last = null, IEnumerable<QuarterRows>? others = null)
    {
        if (reading.Quarantined)
            return Build(DropOutcome.Quarantined, SummaryOf(reading), reading.Issues[0].Message, reading, null);
        IEnumerable<QuarterRows>? added = feed?.LoadMode == LoadMode.Append ? others ?? last?.Quarters : null;
        DropComparison compared = profile is null ? new DropComparison([], []) : DropComparison.Compare(profile, last?.Profile, added);
        IEnumerable<KeyValuePair<string, int>> warnings = compared.Warnings.CountBy(w => w.Code).OrderBy(c => c.Key, StringComparer.Ordinal);
        DropReading complete = reading with
        { Counts = [.. reading.Counts, .. warnings.Select(c => new IssueCount(c.Key, c.Value))], Issues = [.. reading.Issues, .. compared.Warnings] };
        return Build(DropOutcome.Accepted, SummaryOf(reading), NextStepOf(complete, compared.Warnings), complete, null) with
        { Profile = profile, Comparison = last is null || compared.Lines.Count == 0 ? null : new LastDropComparison(last.DropId, compared.Lines) };
    }

    /// <summary>The receipt of a drop whose content was accepted before.</summary>
    /// <param name="earlier">The earlier drop's id.</param>
    public Receipt ForDuplicate(string earlier) => Build(
        DropOutcome.Duplicate,
        $"{Title}: the file has the same bytes as drop {earlier}, which was already accepted, so nothing was changed.",
        "No action is needed. If you meant to correct the earlier drop, export the file again and drop the new one.",
        DropReading.None, earlier);

    /// <summary>The receipt of a drop that the pipeline failed to process five times. Its content is not the cause.</summary>
    public Receipt ForFailure() => Build(
        DropOutcome.Failed,
        $"{Title}: the drop could not be processed because the pipeline failed repeatedly; none of it is used yet.",
        "Do not drop the file again. The pipeline keeps it, and the operators will process it once the cause is fixed.",
        DropReading.None, null);

    private Receipt Build(DropOutcome outcome, string summary, string nextStep, DropReading reading, string? duplicateOf) => new(
        dropId, feed?.Name ?? UnknownFeed, file, outcome, summary, nextStep, feed?.Version ?? 0, bytes,
        reading.RowsRead, reading.RowsAccepted, reading.RowsRejected, reading.Quarters, reading.Counts, ExamplesOf(reading),
        reading.DroppedAsPersonal, duplicateOf, received)
    { Notes = reading.Notes };

    private string SummaryOf(DropReading reading)
    {
        if (reading.Quarantined)
        {
            string checks = reading.RowsRead == 0
                ? "none of its rows were read"
                : string.Create(CultureInfo.InvariantCulture, $"{reading.RowsRejected:N0} of {reading.RowsRead:N0} rows read have faults");
            return $"{Title}: the drop was quarantined ({string.Join(", ", FileErrorsOf(reading).Distinct())}); {checks} and none of it is used.";
        }
        string quarters = string.Join(" and ", reading.Quarters.Select(q => q.Quarter));
        return reading.RowsRejected == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Title}: all {reading.RowsAccepted:N0} rows were accepted for {quarters}.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Title}: {reading.RowsAccepted:N0} of {reading.RowsRead:N0} rows were accepted for {quarters} and {reading.RowsRejected:N0} rejected.");
    }

    private string NextStepOf(DropReading reading, IReadOnlyList<Issue> moved)
    {
        string compare = moved.Count == 0
            ? ""
            : $"Check what changed since the last drop ({string.Join(", ", moved.Select(w => w.Code).Distinct())}); "
                + "if the change is real, no action is needed.";
        if (reading.RowsRejected > 0)
        {
            string correct = feed?.LoadMode == LoadMode.Append
                ? "Correct the rejected rows and drop them in another file, or leave them out. The accepted rows are already used."
                : "Correct the rejected rows and drop the whole file again; it replaces this one. The accepted rows are used until then.";
            return moved.Count > 0 ? $"{correct} {compare}" : correct;
        }
        return moved.Count > 0 ? compare
            : reading.Counts.Count > 0 ? "No action is needed now. Read the warnings before the next drop."
            : "No action is needed.";
    }

    private static IEnumerable<string> FileErrorsOf(DropReading reading) => reading.Issues.Select(i => i.Code).Where(c => c[0] == 'E');

    // Takes some of each kind, so that many rejected rows do not hide a warning.
    private static IReadOnlyList<Issue> ExamplesOf(DropReading reading) =>
        [.. reading.Issues.GroupBy(i => i.Code[0]).SelectMany(kind => kind.Take(Receipt.MaxExamples))];
}
