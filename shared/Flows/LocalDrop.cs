namespace IncDiv.Flows;

/// <summary>A raw drop on local disk while it is read: gone as soon as it is closed, and when the process is killed.</summary>
internal static class LocalDrop
{
    private const int BufferSize = 1 << 16;

    public static FileStream Create()
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"incdiv-drop-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        // Windows itself deletes the file of a killed process; elsewhere an open file can live without a name.
        if (!OperatingSystem.IsWindows())
            File.Delete(file.Name);
        return file;
    }
}
