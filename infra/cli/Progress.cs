using Spectre.Console;

namespace IncDiv.Cli;

/// <summary>Progress and messages on standard error: bars and colours on a terminal, plain lines elsewhere.</summary>
internal static class Progress
{
    private static readonly IAnsiConsole Terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static void Say(string sentence) => Console.Error.WriteLine(sentence);

    /// <summary>Waits until <paramref name="done"/> returns the total, and shows the progress.</summary>
    public static async Task WaitAsync(string title, int total, Func<CancellationToken, Task<int>> done, CancellationToken cancellationToken)
    {
        if (Console.IsErrorRedirected)
        {
            int shown = -1;
            void Report(int count)
            {
                if (count != shown)
                    Say($"{title}: {count} of {total}");
                shown = count;
            }
            await PollAsync(total, done, Report, cancellationToken);
            return;
        }
        await Terminal.Progress().AutoClear(false).StartAsync(async context =>
        {
            ProgressTask task = context.AddTask(title, maxValue: Math.Max(total, 1));
            await PollAsync(total, done, count => task.Value = count, cancellationToken);
            task.Value = task.MaxValue;
        });
    }

    /// <summary>Waits for work and shows the progress on a terminal; elsewhere it shows nothing.</summary>
    /// <param name="share">The progress, 0 to 1.</param>
    public static async Task<T> ShowAsync<T>(string title, Func<double> share, Task<T> work)
    {
        if (!Console.IsErrorRedirected)
        {
            await Terminal.Progress().AutoClear(true).StartAsync(async context =>
            {
                ProgressTask task = context.AddTask(title, maxValue: 1);
                while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(100))) != work)
                    task.Value = Math.Min(share(), 1);
            });
        }
        return await work;
    }

    private static async Task PollAsync(int total, Func<CancellationToken, Task<int>> done, Action<int> report, CancellationToken cancellationToken)
    {
        while (true)
        {
            int count = await done(cancellationToken);
            report(count);
            if (count >= total)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }
}
