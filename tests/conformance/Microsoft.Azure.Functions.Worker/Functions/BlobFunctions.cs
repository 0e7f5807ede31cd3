using Azure.Storage.Blobs;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class BlobFunctions(Journal journal)
{
    [Function("Read")]
    public Task Read(
        [BlobTrigger("%Box%/in/{folder}/{name}.csv", Connection = "Drops")] string content, string folder, string name, FunctionContext context) =>
        journal.RecordAsync(context, content, folder, name);

    [Function("Any")]
    public Task Any([BlobTrigger("%Box%", Connection = "Drops")] BlobClient blob, FunctionContext context) => journal.RecordAsync(context, blob.Name);

    [Function("Open")]
    public async Task OpenAsync(
        [BlobTrigger("%Box%/{name}", Source = BlobTriggerSource.EventGrid, Connection = "Drops")] Stream blob, FunctionContext context,
        CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(blob);
        await journal.RecordAsync(context, await reader.ReadToEndAsync(cancellationToken));
    }

    [Function("Poison")]
    public Task Poison([QueueTrigger("webjobs-blobtrigger-poison", Connection = "Drops")] string message, FunctionContext context) =>
        journal.RecordAsync(context, message);

    [Function("Listen")]
    public Task Listen([QueueTrigger("%Queue%")] string message, FunctionContext context) => journal.RecordAsync(context, message);
}
