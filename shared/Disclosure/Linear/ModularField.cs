namespace IncDiv.Disclosure.Linear;

/// <summary>Exact arithmetic modulo a 31-bit prime: what depends linearly on other columns does so here, too.</summary>
internal readonly struct ModularField(uint prime)
{
    /// <summary>2³¹ − 1.</summary>
    public static ModularField First => new(2147483647);

    /// <summary>The next prime below.</summary>
    public static ModularField Second => new(2147483629);

    public uint Of(long value) => (uint)((value % prime + prime) % prime);

    public uint Add(uint a, uint b) => (uint)(((ulong)a + b) % prime);

    public uint Subtract(uint a, uint b) => a >= b ? a - b : a + prime - b;

    public uint Multiply(uint a, uint b) => (uint)((ulong)a * b % prime);

    public uint Inverse(uint a)
    {
        uint result = 1;
        for (uint exponent = prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                result = Multiply(result, a);
            a = Multiply(a, a);
        }
        return result;
    }

    /// <summary>A number that looks random and is a function of the seed; not 0.</summary>
    public uint Scatter(ulong seed)
    {
        ulong x = seed + 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (uint)((x ^ (x >> 31)) % (prime - 1)) + 1;
    }
}
