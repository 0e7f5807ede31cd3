using BenchmarkDotNet.Attributes;
using IncDiv.Speed;

namespace IncDiv.Benchmarks;

/// <summary>Looks up cells among the spellings of a code list: in a dictionary of strings, in the same by characters without a string for each cell, and by
/// bytes.</summary>
public class Spellings
{
    private const int Cells = 4096;

    private static readonly string[] Codes =
    [
        "Strongly agree", "Tend to agree", "Neither", "AW", "SW", "SN", "W1", "W2", "A1", "B9", "16-24", "25-34", "35-44",
        "Male", "Female", "Prefer not to say",
    ];

    private readonly Dictionary<string, int> _strings = Codes.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
    private readonly Utf8Table _table = new();
    private readonly byte[][] _cells = new byte[Cells][];

    [GlobalSetup]
    public void MakeCells()
    {
        var random = new Random(8);
        foreach ((int index, string code) in Codes.Index())
            _table.Add(Encoding.UTF8.GetBytes(code), index);
        for (int i = 0; i < Cells; i++)
            _cells[i] = Encoding.UTF8.GetBytes(Codes[random.Next(Codes.Length)]);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Cells)]
    public int ByString()
    {
        int sum = 0;
        foreach (byte[] cell in _cells)
            sum += _strings[Encoding.UTF8.GetString(cell)];
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Cells)]
    public int ByCharacters()
    {
        var lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> characters = stackalloc char[256];
        int sum = 0;
        foreach (byte[] cell in _cells)
            sum += lookup[characters[..Encoding.UTF8.GetChars(cell, characters)]];
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Cells)]
    public int ByBytes()
    {
        int sum = 0;
        foreach (byte[] cell in _cells)
            sum += _table.TryGet(cell, out int index) ? index : 0;
        return sum;
    }
}
