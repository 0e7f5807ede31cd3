using System.Collections.Concurrent;

namespace Microsoft.Azure.Functions.Worker.Conformance;

/// <summary>What the test functions were called with, and what they are to do.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<Entry> _calls = new();

    /// <summary>What a function does after its call is noted: nothing, unless a test says otherwise.</summary>
    public Func<Entry, Task> Behaviour { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<Entry> Calls => [.. _calls];

    public Task RecordAsync(FunctionContext context, object? value, params string?[] tokens)
    {
        var call = new Entry(context, value, tokens);
        _calls.Enqueue(call);
        return Behaviour(call);
    }

    public async Task<IReadOnlyList<Entry>> WaitForAsync(int count)
    {
        await Eventually.TrueAsync(() => _calls.Count >= count, $"{count} calls");
        return Calls;
    }
}
