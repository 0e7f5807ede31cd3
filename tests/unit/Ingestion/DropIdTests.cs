namespace IncDiv.Ingestion.Tests;

public sealed class DropIdTests
{
    [Fact]
    public async Task It_is_the_first_sixteen_digits_of_SHA_256()
    {
        // FIPS 180-4 example: SHA-256("abc") = ba7816bf 8f01cfea ...
        Assert.Equal("ba7816bf8f01cfea", DropId.Compute("abc"u8));
        using var stream = new MemoryStream("abc"u8.ToArray());
        Assert.Equal("ba7816bf8f01cfea", await DropId.ComputeAsync(stream, CancellationToken.None));
    }
}
