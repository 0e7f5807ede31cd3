using System.IO.Compression;

namespace IncDiv.Packs.Excel;

/// <summary>Packs an Office package anew: content types first, then the parts in ordinal order, all of them stamped with the same day.</summary>
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
