namespace IncDiv.Speed.Tests;

public sealed class DelimiterMarksTests
{
    [Fact]
    public void Marks_are_those_that_a_search_byte_by_byte_finds()
    {
        var random = new Random(5);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] buffer = [.. Enumerable.Range(0, random.Next(200)).Select(_ => (byte)"ab,;\n"[random.Next(5)])];
            // What follows the end is left over from an earlier read.
            int end = random.Next(buffer.Length + 1), first = random.Next(end + 1);
            var marks = new DelimiterMarks(buffer, end, first, (byte)',');
            var found = new List<int>();
            for (int at = first; (at = marks.Next(at)) < end; at++)
                found.Add(at);
            Assert.Equal(Enumerable.Range(first, end - first).Where(i => buffer[i] is (byte)',' or (byte)'\n'), found);
        }
    }
}
