namespace IncDiv.Acceptance.Tests;

/// <summary>Files in the form in which source teams drop them.</summary>
internal static class Drops
{
    public static Quarter Quarter { get; } = new(2016, 4);

    public static async Task<byte[]> OfAsync(string feed, Quarter quarter, int rows, double comments = 0.08)
    {
        using var file = new MemoryStream();
        await SampleDrop.WriteAsync(
            ContractSet.Embedded.Feeds.Find(feed)!, quarter, rows, 7, new SampleOptions(Comments: comments), file, CancellationToken.None);
        return file.ToArray();
    }
}
