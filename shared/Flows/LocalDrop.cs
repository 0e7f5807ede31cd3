namespace IncDiv.Flows;

/// <summary>A raw drop on local disk while it is read: gone as soon as it is closed.</summary>
internal static class LocalDrop
{
    private const int BufferSize = 1 << 16;

    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), $"incdiv-drop-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize,
        FileOptions.Asynchronous | FileOptions.DeleteOnClose);
}
