namespace IncDiv.Cli;

/// <summary>The manifest next to a local drop.</summary>
internal static class Sidecar
{
    /// <summary>Whether a file name is that of a manifest.</summary>
    public static bool Is(string name) => name.EndsWith(DropIntake.SidecarEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes of a drop's manifest, or null if there is none.</summary>
    public static async Task<byte[]?> ReadAsync(FileInfo drop, CancellationToken cancellationToken)
    {
        string path = drop.FullName + DropIntake.SidecarEnding;
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
    }
}
