namespace IncDiv.Ingestion;

/// <summary>
/// Where a drop, or what was made of it, lies on local disk while it is worked on: for this user only, and gone when closed or when the process
/// is killed, since it holds personal data.
/// </summary>
public static class TemporaryFile
{
    /// <summary>Opens an empty file that can be written and read back.</summary>
    /// <param name="folder">Null for the system's folder of temporary files.</param>
    public static FileStream Create(string? folder = null)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = 64 * 1024,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(folder ?? Path.GetTempPath(), $"incdiv-{Guid.NewGuid():N}"), options);
        // Windows itself deletes the file of a killed process; elsewhere an open file can live without a name.
        if (!OperatingSystem.IsWindows())
            File.Delete(file.Name);
        return file;
    }
}
