using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

public class WorkerOptions
{
    /// <summary>Writes and reads JSON bodies; System.Text.Json without regard to the case of names if nothing is set.</summary>
    public ObjectSerializer? Serializer { get; set; }
}
