using BenchmarkDotNet.Attributes;
using IncDiv.Speed;

namespace IncDiv.Benchmarks;

/// <summary>Finds the delimiters and line ends of rows with 39 fields of one to six bytes, as a survey has them: with a search for each field, and 64 bytes at
/// a time.</summary>
public class Delimiters
{
    private const int Rows = 4096, Fields = 39;

    private byte[] _file = [];

    [GlobalSetup]
    public void MakeRows()
    {
        var random = new Random(8);
        var file = new StringBuilder();
        for (int row = 0; row < Rows; row++)
            for (int field = 0; field < Fields; field++)
                file.Append('1', random.Next(8) == 0 ? 6 : 1 + random.Next(2)).Append(field == Fields - 1 ? '\n' : ',');
        _file = Encoding.UTF8.GetBytes(file.ToString());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int FieldByField()
    {
        ReadOnlySpan<byte> file = _file;
        int found = 0;
        for (int at = 0; file[at..].IndexOfAny((byte)',', (byte)'\n') is int length and >= 0; at += length + 1)
            found++;
        return found;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public int BlockByBlock()
    {
        var marks = new DelimiterMarks(_file, _file.Length, 0, (byte)',');
        int found = 0;
        for (int at = 0; (at = marks.Next(at)) < _file.Length; at++)
            found++;
        return found;
    }
}
