using IncDiv.Functions.Operations;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncDiv.Workflows.Tests;

/// <summary>The poison queue has no poison queue of its own: a message that fails here returns every ten minutes until it expires.</summary>
[Collection(WorkflowsTests.Second)]
public sealed class RecordPoisonTests(WorkflowsFixture fixture)
{
    private const string File = "pas/march.csv";

    public static TheoryData<string> Unreadable => new(
        "", "not JSON", "null", "17", "\"a text\"", "[]", "{}", "{\"ContainerName\":\"drops\"}", "{\"BlobName\":\"pas/march.csv\"}",
        Message(null, null), Message(7, 8), Message("drops", 8), Message("drops", new { }), Message("drops", ""), Message("drops", "pas/\u0001.csv"),
        Message("drops", new string('x', 1025)), Message(new string('c', 64), File),
        "{\"ContainerName\":\"drops\",\"BlobName\":\"\\ud800\"}", "{\"ContainerName\":\"drops\",\"BlobName\":\"\ud800\"}",
        "{\"ContainerName\":\"drops\",\"BlobName\":\"" + new string('x', 65_000) + "\"}", new string('[', 2000));

    [Theory]
    [MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public async Task A_message_that_cannot_be_read_is_recorded_by_its_hash_and_completed(string message)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await RecordAsync(pipeline, message);
        Assert.Matches("^message [0-9a-f]{16}$", Assert.Single(await pipeline.AuditAsync("work failed")));
        Assert.Empty(await pipeline.LedgerAsync());
    }

    [Theory]
    [InlineData("photos", "march.jpg")]
    [InlineData("work", "measures/2016-17-Q4.json")]
    [InlineData("$logs", "blob/2017/05/02/0800/000000.log")]
    [InlineData("Drops", "pas/march.csv")]
    [InlineData("drops", "pas/never-there.csv")]
    [InlineData("drops", "march.csv")]
    [InlineData("drops", "/")]
    [InlineData("drops", "..")]
    [InlineData("drops", "pas/../../work/x")]
    [InlineData("drops", "pas/a?b=c#d%zz.csv")]
    [InlineData("drops", "pas/\uFFFE\u202E\u2028.csv")]
    public async Task A_missing_blob_or_one_of_another_kind_is_only_recorded_in_the_audit_log(string container, string blob)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await RecordAsync(pipeline, Message(container, blob));
        Assert.Equal([$"{container}/{blob}"], await pipeline.AuditAsync("work failed"));
        Assert.Empty(await pipeline.LedgerAsync());
    }

    [Fact]
    public async Task An_invalid_blob_name_is_only_recorded_in_the_audit_log()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await RecordAsync(pipeline, Message("drops", string.Concat(Enumerable.Repeat("a/", 511))));
        Assert.Single(await pipeline.AuditAsync("work failed"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(17)]
    [InlineData("")]
    [InlineData(true)]
    public async Task A_drop_gets_its_receipt_even_if_its_version_cannot_be_read(object? version)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.LandAsync(File, await Drops.OfAsync("pas", Drops.Quarter, 20));
        await RecordAsync(pipeline, Message("drops", File, version));
        DropRecord failed = Assert.Single(await pipeline.LedgerAsync());
        Assert.Equal(DropOutcome.Failed, failed.Outcome);
        Assert.NotNull(await pipeline.Outcomes.FindReceiptAsync("pas", failed.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_message_is_retried_and_recorded_once_storage_is_available_again()
    {
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 20);
        for (int calls = 0; ; calls++)
        {
            Pipeline pipeline = await Pipeline.CreateAsync(fixture);
            await pipeline.LandAsync(File, content);
            var dying = new CrashingTransport(calls);
            bool died = await DiesAsync(RecordAsync(new Pipeline(pipeline.Account, transport: dying), Message("drops", File)));
            Assert.Equal(dying.Calls.Count > calls, died);
            await RecordAsync(pipeline, Message("drops", File));
            DropRecord failed = Assert.Single(await pipeline.LedgerAsync());
            Assert.Equal((DropOutcome.Failed, true), (failed.Outcome, failed.Finished));
            Assert.NotNull(await pipeline.Outcomes.FindReceiptAsync("pas", failed.Id, CancellationToken.None));
            if (!died)
                return;
        }
    }

    private static async Task<bool> DiesAsync(Task work)
    {
        try
        {
            await work;
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private static Task RecordAsync(Pipeline pipeline, string message) =>
        new RecordPoison(pipeline.FailedWork, NullLogger<RecordPoison>.Instance).RunAsync(message, CancellationToken.None);

    private static string Message(object? container, object? blob, object? version = null) => JsonSerializer.Serialize(
        new Dictionary<string, object?>
        {
            ["Type"] = "BlobTrigger",
            ["FunctionId"] = "Host.Functions.IngestPas",
            ["BlobType"] = "BlockBlob",
            ["ContainerName"] = container,
            ["BlobName"] = blob,
            ["ETag"] = version,
        });
}
