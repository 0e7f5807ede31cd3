namespace IncDiv.Ingestion.Compression;

/// <summary>Counts what a packed file unpacks to and stops it before it overloads the system (E113, E108).</summary>
/// <param name="packedBytes">Size of the file as it was dropped.</param>
internal sealed class ExpansionLimit(long packedBytes, IngestionLimits limits)
{
    private long _bytes;

    /// <exception cref="FileFaultException">The file unpacks to too much.</exception>
    public void Add(long bytes)
    {
        _bytes += bytes;
        if (_bytes > packedBytes * limits.Expansion)
            throw new FileFaultException(PackedMessages.Expands(limits));
        if (_bytes > limits.FileBytes)
            throw new FileFaultException(new Issue("E108", null, null, FileMessages.FileTooLarge(limits)));
    }
}
