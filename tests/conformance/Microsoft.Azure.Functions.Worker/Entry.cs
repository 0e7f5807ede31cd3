namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed record Entry(FunctionContext Context, object? Value, IReadOnlyList<string?> Tokens)
{
    public string Function => Context.FunctionDefinition.Name;

    // Copied: the context gives them only as long as the invocation runs.
    public IReadOnlyDictionary<string, object?> Data { get; } = Context.BindingContext.BindingData;

    public string BlobName => ((string)Data["BlobTrigger"]!).Split('/', 2)[1];
}
