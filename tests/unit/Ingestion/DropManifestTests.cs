namespace IncDiv.Ingestion.Tests;

public sealed class DropManifestTests
{
    [Fact]
    public async Task Correct_statements_of_the_manifest_are_in_the_result()
    {
        SampleDrop sample = new SampleDrop("staff-survey").Rows(40).Row(("s01", "x"));
        string digest = Convert.ToHexString(SHA256.HashData(sample.ToBytes()));

        ReadDrop drop =
            await Read(sample, $"\uFEFF{{\"rows\": 41, \"sha256\": \"{digest}\", \"invited\": 120, \"likertHighIsAgree\": false, \"by\": [\"anyone\"]}}");

        Assert.Equal("R204", Assert.Single(drop.Reading.Issues).Code);
        Assert.Equal(new DropManifest(41, digest.ToLowerInvariant(), 120, false), drop.Reading.Manifest);
        Assert.Empty(drop.Reading.Notes);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"rows\": null, \"invited\": null}")]
    public async Task A_manifest_may_state_nothing(string manifest)
    {
        ReadDrop drop = await Read(new SampleDrop("pas").Rows(1), manifest);

        Assert.Empty(drop.Reading.Issues);
        Assert.Equal(new DropManifest(null, null, null, false), drop.Reading.Manifest);
    }

    [Fact]
    public async Task E112_another_number_of_rows_names_both()
    {
        ReadDrop drop = await Read(new SampleDrop("pas").Rows(39).Line("short"), "{\"rows\": 1041}");

        Assert.Contains("states 1,041 rows, but the file has 40.", drop.Only("E112").Message, StringComparison.Ordinal);
        Assert.True(drop.Reading.Quarantined);
    }

    [Theory]
    [InlineData(39, true)]
    [InlineData(40, false)]
    public async Task E112_fewer_people_invited_than_answered(int invited, bool quarantined) =>
        Assert.Equal(quarantined, (await Read(new SampleDrop("staff-survey").Rows(40), $"{{\"invited\": {invited}}}")).Count("E112") == 1);

    [Fact]
    public async Task E112_another_checksum_names_both_and_the_rest_is_checked_all_the_same()
    {
        SampleDrop sample = new SampleDrop("pas").Rows(30).Row(("q60", "8"));
        string digest = Convert.ToHexStringLower(SHA256.HashData(sample.ToBytes()));

        ReadDrop drop = await Read(sample, $"{{\"sha256\": \"{new string('0', 64)}\"}}");

        Assert.Contains($"SHA-256 0000000000000000…, but the file's is {digest[..16]}…", drop.Only("E112").Message, StringComparison.Ordinal);
        Assert.Equal(32, drop.Only("R204").Line);
    }

    [Theory]
    [InlineData("", "it is not JSON")]
    [InlineData("{\"rows\": 1", "it is not JSON")]
    [InlineData("{\"rows\": 1, \"rows\": 1}", "states something twice")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{\"rows\": \"1\"}", "'rows' is not a whole number")]
    [InlineData("{\"rows\": 1.5}", "'rows' is not a whole number")]
    [InlineData("{\"rows\": 1e400}", "'rows' is not a whole number")]
    [InlineData("{\"invited\": -1}", "'invited' is not a whole number")]
    [InlineData("{\"invited\": 100000001}", "'invited' is not a whole number from 0 to 100000000")]
    [InlineData("{\"invited\": 9223372036854775807}", "'invited' is not a whole number from 0 to 100000000")]
    [InlineData("{\"sha256\": \"abc\"}", "'sha256' is not 64 hexadecimal digits")]
    [InlineData("{\"sha256\": \"\\ud800\"}", "it is not JSON")]
    [InlineData("{\"likertHighIsAgree\": 1}", "'likertHighIsAgree' is neither true nor false")]
    public async Task E112_a_manifest_that_cannot_be_read(string manifest, string why)
    {
        ReadDrop drop = await Read(new SampleDrop("pas").Rows(1), manifest);

        Issue issue = Assert.Single(drop.Reading.Issues);
        Assert.Equal("E112", issue.Code);
        Assert.Contains(why, issue.Message, StringComparison.Ordinal);
        Assert.Contains("drop the file again", issue.Message, StringComparison.Ordinal);
        Assert.Null(drop.Reading.Manifest);
    }

    [Fact]
    public void E112_a_huge_manifest_is_not_parsed() => Assert.False(DropManifest.TryParse(new byte[100_000], out _, out _));

    [Fact]
    public void Random_damage_to_a_manifest_never_throws()
    {
        byte[] good = Encoding.UTF8.GetBytes(
            $"{{\"rows\": 41, \"sha256\": \"{new string('a', 64)}\", \"invited\": 120, \"likertHighIsAgree\": true, \"\\u00e9\": [1]}}");
        var random = new Random(112);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = [.. good];
            for (int n = random.Next(1, 4); n > 0; n--)
                damaged[random.Next(damaged.Length)] = "\"\\u{}[]:,0d8é-.e\0"u8[random.Next(18)];
            bool read = DropManifest.TryParse(damaged, out DropManifest? manifest, out string fault);
            Assert.Equal(read, manifest is not null && fault.Length == 0);
        }
    }

    [Fact]
    public async Task A_scale_on_which_high_is_agreement_is_reverse_coded_and_the_result_says_so()
    {
        SampleDrop sample = new SampleDrop("staff-survey").Row(
            ("s01", "1"), ("s02", "2"), ("s03", "3"), ("s04", "4"), ("s05", "5"), ("s06", "97"),
            ("s07", "98"), ("s08", "99"), ("s09", ""), ("s10", "strongly agree"), ("bullied", "1"));

        ReadDrop drop = await Read(sample, "{\"likertHighIsAgree\": true}");

        Assert.Empty(drop.Reading.Issues);
        Assert.Equal(["5", "4", "3", "2", "1", "97", "98", "99", null], Enumerable.Range(1, 9).Select(i => drop.Rows[0][$"s{i:D2}"]));
        Assert.Equal("1", drop.Rows[0]["bullied"]);
        Assert.Equal("1", drop.Rows[0]["s10"]);
        Assert.Contains("reverse-coded (1 became 5) in s01, s02,", Assert.Single(drop.Reading.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_without_agreement_scales_is_not_changed()
    {
        ReadDrop drop = await Read(new SampleDrop("victim-satisfaction").Row(("overall", "1")), "{\"likertHighIsAgree\": true}");

        Assert.Equal("1", drop.Rows[0]["overall"]);
        Assert.Empty(drop.Reading.Notes);
    }

    private static Task<ReadDrop> Read(SampleDrop sample, string manifest) => ReadDrop.Of(sample.Feed.Name, sample.ToBytes(), manifest: manifest);
}
