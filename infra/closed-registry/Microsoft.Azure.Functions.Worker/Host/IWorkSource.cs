namespace Microsoft.Azure.Functions.Worker.Local;

internal interface IWorkSource
{
    string Name { get; }

    /// <summary>The work that waits, in the order in which it is to be started.</summary>
    Task<IReadOnlyList<Work>> FindAsync(CancellationToken cancellationToken);
}
