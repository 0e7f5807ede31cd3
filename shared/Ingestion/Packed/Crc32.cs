namespace IncDiv.Ingestion.Packed;

/// <summary>The checksum of gzip and ZIP (RFC 1952 section 8), four bytes at a time.</summary>
internal sealed class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[][] Tables = CreateTables();

    private uint _state = uint.MaxValue;

    public uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> data)
    {
        uint[] t0 = Tables[0], t1 = Tables[1], t2 = Tables[2], t3 = Tables[3];
        uint state = _state;
        for (; data.Length >= 4; data = data[4..])
        {
            state ^= data[0] | (uint)data[1] << 8 | (uint)data[2] << 16 | (uint)data[3] << 24;
            state = t3[(byte)state] ^ t2[(byte)(state >> 8)] ^ t1[(byte)(state >> 16)] ^ t0[state >> 24];
        }
        foreach (byte b in data)
            state = t0[(byte)(state ^ b)] ^ (state >> 8);
        _state = state;
    }

    private static uint[][] CreateTables()
    {
        uint[][] tables = [new uint[256], new uint[256], new uint[256], new uint[256]];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
            tables[0][i] = value;
        }
        for (int t = 1; t < tables.Length; t++)
            for (int i = 0; i < 256; i++)
                tables[t][i] = (tables[t - 1][i] >> 8) ^ tables[0][(byte)tables[t - 1][i]];
        return tables;
    }
}
