using System.IO.Compression;

namespace IncDiv.Packs.Excel;

/// <summary>Repacks an Office package: content types first, then the parts in ordinal order, all with the same date.</summary>
internal static class OrderedZip
{
    private const string ContentTypes = "[Content_Types].xml";

    public static byte[] Rewrite(Stream package, DateOnly stamp)
    {
        using var read = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        using var buffer = new MemoryStream();
        using (var write = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry part in read.Entries.OrderBy(e => e.FullName != ContentTypes).ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                ZipArchiveEntry copy = write.CreateEntry(part.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = new DateTimeOffset(stamp, TimeOnly.MinValue, TimeSpan.Zero);
                using Stream from = part.Open();
                using Stream to = copy.Open();
                from.CopyTo(to);
            }
        }
        return buffer.ToArray();
    }
}
