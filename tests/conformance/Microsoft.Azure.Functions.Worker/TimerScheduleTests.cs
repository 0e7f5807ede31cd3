using System.Globalization;
using Microsoft.Azure.Functions.Worker.Local;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class TimerScheduleTests
{
    private static readonly DateTime Now = new(2026, 2, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("0 0 7 * * *", "2026-02-02T07:00:00Z")]
    [InlineData("0 7 * * *", "2026-02-02T07:00:00Z")]
    [InlineData("0 0 6 5 1,4,7,10 *", "2026-04-05T06:00:00Z")]
    [InlineData("*/15 * * * * *", "2026-02-01T12:00:15Z")]
    [InlineData("01:30:00", "2026-02-01T13:30:00Z")]
    public void Five_or_six_fields_or_an_interval_in_utc(string schedule, string next)
    {
        DateTime due = TimerSchedule.Parse(schedule, Now).Next(Now);
        Assert.Equal(next, due.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("0 0 7 * *  L")]
    [InlineData("every day")]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("00:00:00")]
    [InlineData("")]
    public void What_never_falls_due_is_refused(string schedule) =>
        Assert.Contains("never falls due", Assert.Throws<InvalidOperationException>(() => TimerSchedule.Parse(schedule, Now)).Message, StringComparison.Ordinal);
}
