namespace IncDiv.Reports;

/// <summary>An outcome as shown to people: a word and a sign with the same meaning. Colour alone never carries the meaning.</summary>
/// <param name="Word">Such as "Accepted with warnings".</param>
/// <param name="Sign">One character.</param>
/// <param name="Tone">The colour class: <c>good</c>, <c>watch</c> or <c>bad</c>.</param>
public sealed record OutcomeWords(string Word, string Sign, string Tone)
{
    public static OutcomeWords For(Receipt receipt) => receipt.Outcome switch
    {
        DropOutcome.Accepted when receipt.RowsRejected > 0 => new("Accepted, with rejected rows", "!", "watch"),
        DropOutcome.Accepted when receipt.Counts.Count > 0 => new("Accepted, with warnings", "!", "watch"),
        DropOutcome.Accepted => new("Accepted", "✓", "good"),
        DropOutcome.Quarantined => new("Quarantined: nothing of it is used", "✕", "bad"),
        DropOutcome.Duplicate => new("Duplicate: nothing was changed", "=", "watch"),
        DropOutcome.Superseded => new("Superseded: a newer drop is used", "↻", "watch"),
        DropOutcome.Failed => new("Waiting: the pipeline failed", "…", "bad"),
        _ => throw new ArgumentOutOfRangeException(nameof(receipt), receipt.Outcome, "This outcome has no words yet; add them here."),
    };
}
