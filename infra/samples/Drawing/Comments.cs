namespace IncDiv.Samples.Drawing;

/// <summary>Free-text comments with commas, quotes and line breaks, which careless CSV readers do not handle.</summary>
internal static class Comments
{
    public static Mix Public { get; } = Mix.Of(
        "Fine.",
        "They came quickly, listened, and called back",
        "The officer said \"we will let you know\" and nobody did",
        "Two things:\n1. nobody answered, twice\n2. the desk was closed",
        "Very kind. Thank you\r\nto the \"night team\", all of them",
        "Would like to see more patrols; less waiting",
        "No complaints \u2013 caf\u00E9 on the corner feels safer now",
        "I rang, waited, rang again, \"your call is important\", and gave up");

    public static Mix Staff { get; } = Mix.Of(
        "Good team, tired people",
        "We are told \"speak up\", then nothing happens",
        "Three line managers in a year,\nnone of them knew my name",
        "Proud of the job; not of the process",
        "More time for training, please",
        "Shifts, childcare, travel: pick two");
}
