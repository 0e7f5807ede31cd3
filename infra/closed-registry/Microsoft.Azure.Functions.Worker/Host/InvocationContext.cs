namespace Microsoft.Azure.Functions.Worker.Local;

internal sealed class InvocationContext(
    FunctionEntry function, string invocationId, IReadOnlyDictionary<string, object?> bindingData, RetryContext? retry, IServiceProvider services,
    CancellationToken cancellationToken) : FunctionContext
{
    public override string InvocationId => invocationId;
    public override string FunctionId => function.HostName;
    public override BindingContext BindingContext { get; } = new TriggerBinding(bindingData);
    public override RetryContext RetryContext => retry!;
    public override IServiceProvider InstanceServices { get; set; } = services;
    public override FunctionDefinition FunctionDefinition { get; } = new Definition(function);
    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();
    public override CancellationToken CancellationToken => cancellationToken;

    private sealed class TriggerBinding(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class Definition(FunctionEntry function) : FunctionDefinition
    {
        public override string PathToAssembly => function.Method.Module.Assembly.Location;
        public override string EntryPoint => $"{function.Method.DeclaringType!.FullName}.{function.Method.Name}";
        public override string Id => function.HostName;
        public override string Name => function.Name;
    }
}
