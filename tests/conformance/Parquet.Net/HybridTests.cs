using Parquet.Encodings;
using Parquet.File;

namespace Parquet.Conformance;

public sealed class HybridTests
{
    [Fact]
    public void Indices_of_every_width_read_back()
    {
        var random = new Random(3);
        for (int width = 1; width <= 31; width++)
        {
            foreach (int length in (int[])[1, 7, 8, 9, 503, 504, 505, 512, 2_000])
            {
                // Stretches of one value and of noise, of any length.
                int[] values = new int[length];
                for (int i = 0, left = 0, value = 0; i < length; i++, left--)
                {
                    if (left <= 0)
                        (left, value) = (random.Next(40), random.Next(2) == 0 ? -1 : random.Next() & ((1 << width) - 1));
                    values[i] = value >= 0 ? value : random.Next() & ((1 << width) - 1);
                }
                using var buffer = new PooledBuffer();
                HybridEncoder.WriteIndices(values, width, buffer);
                int[] read = new int[length];
                HybridDecoder.Read(buffer.Span, width, read);
                Assert.Equal(values, read);
            }
        }
    }

    [Fact]
    public void Whole_numbers_that_lie_close_together_have_a_dictionary_in_order_of_appearance()
    {
        var dictionary = new NumberDictionary();
        var indices = new int[5];

        Assert.True(dictionary.TryIndex([99, -3, 99, 2, -3], indices));
        Assert.Equal([99, -3, 2], dictionary.Entries);
        Assert.Equal([0, 1, 0, 2, 1], indices);
        Assert.False(dictionary.TryIndex([int.MinValue, int.MaxValue], indices));
        Assert.False(dictionary.TryIndex([], indices));
    }

    [Fact]
    public void Presence_of_any_pattern_reads_back()
    {
        var random = new Random(5);
        for (int round = 0; round < 500; round++)
        {
            int period = random.Next(1, 200);
            object?[] values = [.. Enumerable.Range(0, random.Next(1, 700)).Select(i => i / period % 2 == 0 || random.Next(50) == 0 ? "there" : null)];
            using var presence = new Presence();
            presence.Set(values.AsSpan());
            using var buffer = new PooledBuffer();
            HybridEncoder.WriteBits(presence.Bits, values.Length, buffer);
            int[] levels = new int[values.Length];
            HybridDecoder.Read(buffer.Span, 1, levels);
            Assert.Equal(values.Select(v => v is null ? 0 : 1), levels);
            Assert.Equal(levels.Sum(), presence.Count);
        }
    }

    [Fact]
    public void A_constant_column_is_one_run()
    {
        using var buffer = new PooledBuffer();
        HybridEncoder.WriteIndices(new int[1_000_000], 1, buffer);
        Assert.InRange(buffer.Length, 1, 5);
    }

    [Theory]
    [InlineData(new byte[] { }, 1)]
    [InlineData(new byte[] { 0 }, 1)] // an empty run would never end
    [InlineData(new byte[] { 1 }, 1)]
    [InlineData(new byte[] { 4 }, 8)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, 1)]
    [InlineData(new byte[] { 4, 0 }, 200)]
    public void Damaged_runs_are_refused(byte[] source, int bitWidth) =>
        Assert.Throws<ParquetException>(() => HybridDecoder.Read(source, bitWidth, new int[9]));

    [Fact]
    public void Bounds_of_numbers_are_those_of_a_plain_search()
    {
        var random = new Random(9);
        for (int length = 1; length < 60; length++)
        {
            int[] values = [.. Enumerable.Range(0, length).Select(_ => random.Next(-1000, 1000))];
            (byte[] min, byte[] max) = MinMax.Of<int>(values)!.Value;
            Assert.Equal((values.Min(), values.Max()), (BitConverter.ToInt32(min), BitConverter.ToInt32(max)));
            double[] doubles = Array.ConvertAll(values, v => v / 7.0);
            doubles[random.Next(length)] = double.NaN;
            Assert.Null(MinMax.Of<double>(doubles));
        }
        (byte[] low, byte[] high) = MinMax.Of<double>([0.0, -0.0])!.Value;
        Assert.True(double.IsNegative(BitConverter.ToDouble(low)) && !double.IsNegative(BitConverter.ToDouble(high)));
    }
}
