namespace IncDiv.Samples;

/// <summary>Decides which of several consecutive quarters have a drop of a feed.</summary>
public static class SampleHistory
{
    // Rows of a drop about as large as real ones; of a feed without a model here, enough for figures by group.
    private static readonly Dictionary<string, int> Usual =
        new(StringComparer.Ordinal) { ["pas"] = 3_200, ["staff-survey"] = 13_000, ["victim-satisfaction"] = 3_000, ["workforce"] = 45_000 };

    private const int QuartersOfYear = 4;

    /// <summary>The rows of a drop of the demo.</summary>
    public static int UsualRows(string feed) => Usual.GetValueOrDefault(feed, 2_000);

    /// <summary>The quarters in order, the last one included. The staff survey has one wave a year, in the same quarter of each.</summary>
    /// <param name="count">Number of consecutive quarters, at least 1.</param>
    public static IReadOnlyList<Quarter> Quarters(string feed, Quarter last, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        int step = feed == "staff-survey" ? QuartersOfYear : 1;
        return [.. Enumerable.Range(0, count).Select(i => i - count + 1).Where(back => back % step == 0).Select(last.AddQuarters)];
    }
}
