using System.Diagnostics;

namespace Microsoft.Azure.Functions.Worker.Conformance;

internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
                throw new TimeoutException($"Not seen within {Limit.TotalSeconds} s: {what}.");
            await Task.Delay(20);
        }
    }
}
