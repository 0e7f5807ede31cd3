using System.Numerics;

namespace IncDiv.Disclosure.Linear;

/// <summary>Numbers in which equations are solved.</summary>
internal interface IField<T>
    where T : struct, INumberBase<T>
{
    static abstract T Product(T a, T b);

    /// <summary><paramref name="a"/> and a multiple of <paramref name="b"/>.</summary>
    static abstract T Sum(T a, T b, T factor);

    /// <summary>Adds a multiple of one list of numbers to another of the same length.</summary>
    static abstract void AddMultiple(Span<T> target, ReadOnlySpan<T> source, T factor);
}
