namespace IncDiv.Samples;

/// <summary>Ready-made registers for the feed <c>actions</c>. They paraphrase the source documents and add no status that these do not state.</summary>
public static class SampleRegister
{
    /// <summary>The recommendations of the London Assembly's report on the diversity of the frontline (S004), for 2016-17 Q4.</summary>
    public static byte[] Recommendations { get; } = Read("s004-recommendations.csv");

    /// <summary>The commitments of the London Race Action Plan (S003), for 2024-25 Q2.</summary>
    public static byte[] Commitments { get; } = Read("s003-commitments.csv");

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(SampleRegister).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
