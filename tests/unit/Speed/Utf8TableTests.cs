namespace IncDiv.Speed.Tests;

public sealed class Utf8TableTests
{
    [Fact]
    public void It_agrees_with_a_dictionary_of_strings()
    {
        var random = new Random(3);
        var table = new Utf8Table();
        var judge = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "abcé"[random.Next(4)]));
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Assert.Equal(judge.TryGetValue(text, out int expected), table.TryGet(bytes, out int value));
            Assert.Equal(expected, value);
            if (judge.TryAdd(text, i))
                table.Add(bytes, i);
        }
        table.Clear();
        Assert.False(table.TryGet("a"u8, out _));
    }
}
