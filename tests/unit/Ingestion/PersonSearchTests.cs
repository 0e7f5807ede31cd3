using System.IO.Compression;

namespace IncDiv.Ingestion.Tests;

public sealed class PersonSearchTests
{
    private static readonly Feed Victims = FeedCatalogue.Default.Find("victim-satisfaction")!;

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
    public async Task A_person_is_found_in_the_key_column_and_anywhere_where_that_is_not_known(string text, bool found) =>
        Assert.Equal(found, await FindsAsync("a.csv", Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task Packed_files_are_looked_into()
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
    public async Task Of_a_file_that_cannot_be_read_to_its_end_nothing_is_said(string name, string text) =>
        Assert.Null(await FindsAsync(name, Encoding.UTF8.GetBytes(text)));

    private static Task<bool?> FindsAsync(string name, byte[] file) =>
        PersonSearch.FindsAsync(Victims, name, new MemoryStream(file), new HashSet<string> { "P7" }, CancellationToken.None);
}
