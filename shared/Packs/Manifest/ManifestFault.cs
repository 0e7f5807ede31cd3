namespace IncDiv.Packs.Manifest;

/// <summary>Where a pack differs from its manifest.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Message">What is wrong with it, a sentence that names the file.</param>
public sealed record ManifestFault(string File, string Message);
