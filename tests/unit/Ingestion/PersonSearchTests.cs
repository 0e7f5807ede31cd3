using System.IO.Compression;

namespace IncDiv.Ingestion.Tests;

public sealed class PersonSearchTests
{
    private static readonly Feed Victims = ContractSet.Embedded.Feeds.Find("victim-satisfaction")!;

    [Theory]
    [InlineData("survey_id,bcu\nP7,AW\n", true)]
    [InlineData("survey_id;bcu\n\"p7 \";AW\n", true)]
    [InlineData("survey_id,bcu\nP8,AW\n", false)]
    [InlineData("survey_id,bcu\nP8,P7\n", false)]
    [InlineData("survey_id,bcu\nP8,AW,P7\n", true)]
    [InlineData("survey_id,bcu\nP8\nP7\n", true)]
    [InlineData("some,other,header\n1,2,P7\n", true)]
    [InlineData("some;other;header\n1;2;P7\n", true)]
    [InlineData("crime_reference,bcu\n1,P7\n", true)]
    [InlineData("", false)]
    public async Task A_person_is_found_in_the_key_column_or_in_any_column_if_the_key_column_is_unknown(string text, bool found) =>
        Assert.Equal(found, await FindsAsync("a.csv", Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task Compressed_files_are_searched()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write("survey_id,bcu\nP7,AW\n"u8);
        Assert.True(await FindsAsync("a.csv.gz", packed.ToArray()));
        Assert.Null(await FindsAsync("a.csv.gz", packed.ToArray()[..^6]));
    }

    [Theory]
    [InlineData("a.csv", "survey_id,bcu\nP8,\"AW\nP7,AW\n")]
    [InlineData("a.csv", "survey_id\0,bcu\n")]
    [InlineData("a.pdf", "P7")]
    public async Task A_file_that_cannot_be_read_to_its_end_gives_no_result(string name, string text) =>
        Assert.Null(await FindsAsync(name, Encoding.UTF8.GetBytes(text)));

    private static Task<bool?> FindsAsync(string name, byte[] file) =>
        PersonSearch.FindsAsync(Victims, name, new MemoryStream(file), new HashSet<string> { "P7" }, CancellationToken.None);
}
