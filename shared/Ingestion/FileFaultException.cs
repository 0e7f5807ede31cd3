namespace IncDiv.Ingestion;

/// <summary>A file-level fault found deep inside an archive or workbook. It never leaves this project: <see cref="DropReader"/> records the issue that it
/// carries.</summary>
internal sealed class FileFaultException(Issue issue) : Exception(issue.Message)
{
    public FileFaultException(string message, long? line = null)
        : this(new Issue("E113", line, null, message))
    {
    }

    public Issue Issue { get; } = issue;
}
