namespace IncDiv.Ingestion.Compression;

/// <summary>Counts the unpacked bytes of a file and refuses it before it overloads the system (E113, E108).</summary>
internal sealed class ExpansionLimit(long packedBytes, IngestionLimits limits)
{
    private long _bytes;

    /// <exception cref="FileFaultException">The unpacked file is too large.</exception>
    public void Add(long bytes)
    {
        _bytes += bytes;
        if (_bytes > packedBytes * limits.Expansion)
            throw new FileFaultException(FileMessages.Expands(limits));
        if (_bytes > limits.FileBytes)
            throw new FileFaultException(new Issue("E108", null, null, FileMessages.FileTooLarge(limits)));
    }
}
