using System.Globalization;
using NCrontab;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>When a timer is due: an NCRONTAB expression of five or six fields, or an interval (TimeSpan); in UTC.</summary>
internal sealed class TimerSchedule(Func<DateTime, DateTime> next)
{
    /// <exception cref="InvalidOperationException">The text is neither; the message says what to write.</exception>
    public static TimerSchedule Parse(string text, DateTime now)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero)
            return new TimerSchedule(after => after + interval);
        int fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        CrontabSchedule? cron = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 });
        // A date that no year has, such as 30 February, is searched for up to the end of time.
        return cron is not null && cron.GetNextOccurrence(now, now.AddYears(10)) < now.AddYears(10)
            ? new TimerSchedule(cron.GetNextOccurrence)
            : throw new InvalidOperationException(
                $"Schedule '{text}' never falls due: write it like '0 30 7 * * *' (second first) or '01:00:00'.");
    }

    public DateTime Next(DateTime after) => next(after);

    public bool IsUnderAMinute(DateTime now) => Next(Next(now)) - Next(now) < TimeSpan.FromMinutes(1);
}
