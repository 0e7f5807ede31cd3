using BenchmarkDotNet.Attributes;
using IncDiv.Contracts.Rows;
using IncDiv.Speed;

namespace IncDiv.Benchmarks;

/// <summary>Identifiers of 17 characters to pseudonyms: one by one on the platform's keyed hash, and eight at a time.</summary>
public class Pseudonyms
{
    private const int Rows = 4096;

    private readonly KeyValues _keys = new();
    private readonly UInt128[] _pseudonyms = new UInt128[Rows];
    private readonly Sha256Lanes _lanes = new(new byte[32]);
    private readonly IncrementalHash _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, new byte[32]);

    [GlobalSetup]
    public void MakeKeys()
    {
        _keys.EnsureCapacity(Rows);
        for (int row = 0; row < Rows; row++)
            _keys.Set(row, Encoding.UTF8.GetBytes($"R{row:X16}"));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public byte OneByOne()
    {
        Span<byte> hash = stackalloc byte[32];
        for (int row = 0; row < Rows; row++)
        {
            _hmac.AppendData(_keys[row]);
            _hmac.GetHashAndReset(hash);
        }
        return hash[0];
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public UInt128 EightAtATime()
    {
        for (int start = 0; start < Rows; start += Sha256Lanes.Lanes)
        {
            for (int lane = 0; lane < Sha256Lanes.Lanes; lane++)
                _lanes.Set(lane, _keys[start + lane]);
            _lanes.Read(_pseudonyms.AsSpan(start, Sha256Lanes.Lanes));
        }
        return _pseudonyms[0];
    }
}
