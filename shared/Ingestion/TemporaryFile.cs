namespace IncDiv.Ingestion;

/// <summary>A file on local disk for a drop, or data made from it, during processing. It holds personal data, so only this user can read it, and it is deleted
/// when it is closed or the process is killed.</summary>
public static class TemporaryFile
{
    /// <summary>Opens an empty file that can be written and read back.</summary>
    /// <param name="folder">Null for the system's temporary folder.</param>
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
        // Windows deletes the file of a killed process. On other systems the name is deleted at once and the open file stays usable.
        if (!OperatingSystem.IsWindows())
            File.Delete(file.Name);
        return file;
    }
}
