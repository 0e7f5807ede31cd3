using System.Text;

namespace Parquet.Conformance;

public sealed class SnappyTests
{
    public static TheoryData<string> Kinds => ["zeros", "random", "bits", "text", "repeats", "far repeats", "mixed"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_compressed_decompresses_to_itself(string kind)
    {
        int[] lengths = [0, 1, 3, 4, 14, 15, 16, 17, 59, 60, 61, 64, 67, 68, 69, 255, 256, 257, 1000, 65_535, 65_536, 65_537, 200_000];
        foreach (int length in lengths)
        {
            for (int seed = 0; seed < 3; seed++)
            {
                byte[] input = Make(kind, length, new Random((seed * 1000) + length));
                Assert.Equal(input, Decompress(Compress(input), length));
            }
        }
    }

    [Theory]
    [InlineData("zeros", 20)]
    [InlineData("text", 2)]
    [InlineData("repeats", 4)]
    public void Repetition_is_found(string kind, int ratio)
    {
        byte[] input = Make(kind, 200_000, new Random(1));
        Assert.True(Compress(input).Length * ratio < input.Length);
    }

    [Fact]
    public void Random_bytes_hardly_grow()
    {
        byte[] input = Make("random", 200_000, new Random(1));
        Assert.InRange(Compress(input).Length, input.Length, input.Length + 100);
    }

    [Fact]
    public void Damaged_bytes_throw_or_decompress_but_never_leave_their_bounds()
    {
        var random = new Random(7);
        byte[] input = Make("mixed", 5_000, random), compressed = Compress(input);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = [.. compressed];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            // The margin around the destination must stay as it was.
            byte[] room = new byte[input.Length + 64];
            room.AsSpan().Fill(0xA5);
            try
            {
                Snappy.Decompress(damaged.AsSpan(0, random.Next(damaged.Length + 1)), room.AsSpan(32, input.Length));
            }
            catch (ParquetException)
            {
                refused++;
            }
            Assert.False(room.AsSpan(0, 32).ContainsAnyExcept((byte)0xA5));
            Assert.False(room.AsSpan(input.Length + 32).ContainsAnyExcept((byte)0xA5));
        }
        Assert.InRange(refused, 1_000, 20_000);
    }

    [Fact]
    public void A_file_that_DuckDB_would_call_snappy_can_use_every_kind_of_copy()
    {
        // By hand, from the format description: 4 literal bytes; a copy of 1-byte offset; one of 2; one of 4.
        byte[] compressed = [16, 3 << 2, (byte)'a', (byte)'b', (byte)'c', (byte)'d', 1, 4, (3 << 2) | 2, 8, 0, (3 << 2) | 3, 12, 0, 0, 0];
        Assert.Equal("abcdabcdabcdabcd", Encoding.ASCII.GetString(Decompress(compressed, 16)));
    }

    private static byte[] Compress(byte[] input)
    {
        byte[] buffer = new byte[Snappy.MaxCompressedLength(input.Length)];
        return buffer[..Snappy.Compress(input, buffer)];
    }

    private static byte[] Decompress(byte[] compressed, int length)
    {
        Assert.Equal(length, Snappy.ReadLength(compressed, out _));
        byte[] output = new byte[length];
        Snappy.Decompress(compressed, output);
        return output;
    }

    private static byte[] Make(string kind, int length, Random random)
    {
        byte[] bytes = new byte[length];
        switch (kind)
        {
            case "random": random.NextBytes(bytes); break;
            case "bits": Fill(_ => (byte)random.Next(2)); break;
            case "text":
                string[] words = ["survey ", "return ", "police ", "woman ", "grade ", "unknown "];
                var text = new StringBuilder();
                while (text.Length < length)
                    text.Append(words[random.Next(words.Length)]);
                Encoding.ASCII.GetBytes(text.ToString(0, length), bytes);
                break;
            case "repeats": Fill(i => i < 37 ? (byte)random.Next(256) : random.Next(500) == 0 ? (byte)random.Next(256) : bytes[i - 37]); break;
            case "far repeats": Fill(i => i < 5_000 ? (byte)random.Next(256) : bytes[i - 5_000]); break;
            case "mixed": Fill(i => (i / 700 % 3) switch { 0 => (byte)random.Next(256), 1 => (byte)'x', _ => i > 9 ? bytes[i - 9] : (byte)i }); break;
        }
        return bytes;

        void Fill(Func<int, byte> value)
        {
            for (int i = 0; i < length; i++)
                bytes[i] = value(i);
        }
    }
}
