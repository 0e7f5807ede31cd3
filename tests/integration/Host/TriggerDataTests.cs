using IncDiv.Host.Functions;
using IncDiv.Host.Protocol;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;

namespace IncDiv.Host.Tests;

public sealed class TriggerDataTests
{
    [Fact]
    public void A_blob_is_handed_over_as_the_reference_that_the_SDK_made()
    {
        ModelBindingData data = TriggerData.From(
            new ParameterBindingData("1.0", "AzureStorageBlobs", new BinaryData("{}"), "application/json")).ModelBindingData;
        Assert.Equal(("1.0", "AzureStorageBlobs", "application/json", "{}"), (data.Version, data.Source, data.ContentType, data.Content.ToStringUtf8()));
    }

    [Fact]
    public void A_timer_says_when_it_ran_last_and_whether_it_is_late()
    {
        var last = new DateTime(2026, 11, 29, 3, 0, 0, DateTimeKind.Utc);
        var status = new ScheduleStatus { Last = last, Next = last.AddDays(1), LastUpdated = last };
        using JsonDocument timer = JsonDocument.Parse(TriggerData.From(new TimerInfo(new DailySchedule("03:00:00"), status, isPastDue: true)).Json);
        Assert.True(timer.RootElement.GetProperty("IsPastDue").GetBoolean());
        Assert.Equal(last, timer.RootElement.GetProperty("ScheduleStatus").GetProperty("Last").GetDateTime());
    }

    [Fact]
    public void A_timer_that_never_ran_has_no_status()
    {
        using JsonDocument timer = JsonDocument.Parse(TriggerData.From(new TimerInfo(new DailySchedule("03:00:00"), null)).Json);
        Assert.Equal(JsonValueKind.Null, timer.RootElement.GetProperty("ScheduleStatus").ValueKind);
    }

    [Fact]
    public void Texts_numbers_and_times_of_a_trigger_are_handed_over_and_objects_are_not()
    {
        var metadata = new Dictionary<string, object?>
        {
            ["name"] = "q3.csv",
            ["DequeueCount"] = 2L,
            ["Uri"] = new Uri("http://127.0.0.1/a%20b"),
            ["InsertionTime"] = DateTimeOffset.UnixEpoch,
            ["sys"] = new object(),
            ["none"] = null,
        };
        var handedOver = TriggerData.Metadata(metadata).ToDictionary(m => m.Name, m => m.Value);
        Assert.Equal(["DequeueCount", "InsertionTime", "Uri", "name"], handedOver.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("q3.csv", "2", "\"http://127.0.0.1/a%20b\""), (handedOver["name"].String, handedOver["DequeueCount"].String, handedOver["Uri"].Json));
    }
}
