namespace IncDiv.Samples;

/// <summary>The ready-made register for the feed <c>actions</c>. It paraphrases the source document and adds no status that this does not state.</summary>
public static class SampleRegister
{
    /// <summary>The recommendations of the London Assembly's report on the diversity of the frontline (S004), for 2016-17 Q4.</summary>
    public static byte[] Recommendations { get; } = Read();

    private static byte[] Read()
    {
        using Stream stream = typeof(SampleRegister).Assembly.GetManifestResourceStream("s004-recommendations.csv")!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
