using IncDiv.Samples;

namespace IncDiv.Workflows.Tests;

/// <summary>Files in the form in which source teams drop them.</summary>
internal static class Drops
{
    public static Quarter Quarter { get; } = new(2016, 4);

    /// <summary>A file with a header of no feed.</summary>
    public static byte[] Bad { get; } = "<html><body>Please sign in</body></html>\n"u8.ToArray();

    public static async Task<byte[]> OfAsync(string feed, Quarter quarter, int rows, ulong seed = 1, double bad = 0)
    {
        using var file = new MemoryStream();
        await SampleDrop.WriteAsync(ContractSet.Embedded.Feeds.Find(feed)!, quarter, rows, seed, new SampleOptions(bad), file, CancellationToken.None);
        return file.ToArray();
    }

    /// <summary>Two drops of a feed in one file.</summary>
    public static byte[] Joined(byte[] first, byte[] second) => [.. first, .. second.AsSpan(second.AsSpan().IndexOf((byte)'\n') + 1)];

    /// <summary>A second export of the same rows. It has an extra line break at the end, so the bytes differ.</summary>
    public static byte[] Again(byte[] drop) => [.. drop, .. Encoding.UTF8.GetBytes("\n")];
}
