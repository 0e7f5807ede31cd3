using System.Buffers.Binary;

namespace IncDiv.Speed.Tests;

public sealed class Sha256LanesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(32)]
    [InlineData(64)]
    public void Messages_of_every_length_in_every_lane_have_the_code_that_the_platform_gives(int keyBytes)
    {
        var random = new Random(1);
        byte[] key = new byte[keyBytes];
        random.NextBytes(key);
        var lanes = new Sha256Lanes(key);
        var messages = new byte[Sha256Lanes.Lanes][];
        var codes = new UInt128[Sha256Lanes.Lanes];
        for (int length = 0; length <= Sha256Lanes.MaxMessageBytes; length++)
        {
            for (int lane = 0; lane < messages.Length; lane++)
            {
                messages[lane] = new byte[(length + lane * 7) % (Sha256Lanes.MaxMessageBytes + 1)];
                random.NextBytes(messages[lane]);
                lanes.Set(lane, messages[lane]);
            }

            lanes.Read(codes);

            Assert.Equal(messages.Select(m => BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(key, m))), codes);
        }
    }

    /// <summary>RFC 4231, test cases 1 and 2.</summary>
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265", "b0344c61d8db38535ca8afceaf0bf12b")]
    [InlineData("4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "5bdcc146bf60754e6a042426089575c7")]
    public void The_test_vectors_of_the_standard_are_met(string key, string message, string code)
    {
        var lanes = new Sha256Lanes(Convert.FromHexString(key));
        var codes = new UInt128[Sha256Lanes.Lanes];

        lanes.Set(3, Convert.FromHexString(message));
        lanes.Read(codes);

        Assert.Equal(UInt128.Parse(code, System.Globalization.NumberStyles.HexNumber, null), codes[3]);
    }

    [Fact]
    public void A_longer_key_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Sha256Lanes(new byte[65]));
}
