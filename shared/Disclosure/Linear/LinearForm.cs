using System.Runtime.CompilerServices;

namespace IncDiv.Disclosure.Linear;

/// <summary>A linear form: a list of its terms, ascending by place, or, once they are many, the coefficients of all places.</summary>
/// <param name="width">How many places there are.</param>
internal sealed class LinearForm(int width)
{
    // With terms at more than an eighth of the places the plain loop over all of them is faster.
    private const int DenseShare = 8;

    private int[] _places = [];
    private ulong[] _coefficients = [];
    private int _count;
    private ulong[]? _all;

    /// <summary>About the work of adding it to another.</summary>
    public int Length => _all is null ? _count : width;

    /// <summary>Where it may have terms.</summary>
    public IEnumerable<int> Places => _all is null ? _places.Take(_count) : Enumerable.Range(0, width);

    public ulong this[int place] => _all is not null ? _all[place] : Find(place) is >= 0 and var found ? _coefficients[found] : 0;

    /// <summary>Adds a term to a form that has none beyond its place.</summary>
    public void Append(int place, ulong coefficient)
    {
        if (_count > 0 && _places[_count - 1] == place)
            coefficient = ModularField.Add((uint)_coefficients[--_count], (uint)coefficient);
        if (coefficient == 0)
            return;
        Reserve(_count + 1);
        (_places[_count], _coefficients[_count++]) = (place, coefficient);
    }

    /// <summary>Adds a multiple of another form of the same width.</summary>
    /// <param name="isNew">Is called with what <see cref="Places"/> has got more.</param>
    public void AddMultiple(LinearForm other, ulong factor, Action<int>? isNew = null)
    {
        if (_all is null && (other._all is not null || _count + other._count > width / DenseShare))
            Fill(isNew);
        if (_all is null)
            Merge(other, factor, isNew);
        else if (other._all is not null)
            ModularField.AddMultiple(_all, other._all, factor);
        else
            Scatter(_all, other, factor);
    }

    /// <summary>The form over some of its places, ascending.</summary>
    public LinearForm Over(int[] kept)
    {
        var narrow = new LinearForm(kept.Length);
        if (_all is not null)
            narrow._all = [.. kept.Select(p => _all[p])];
        else
            for (int k = 0, i = 0; k < kept.Length && i < _count; k++)
            {
                while (i < _count && _places[i] < kept[k])
                    i++;
                if (i < _count && _places[i] == kept[k])
                    narrow.Append(k, _coefficients[i]);
            }
        return narrow;
    }

    private int Find(int place) => Array.BinarySearch(_places, 0, _count, place);

    private void Fill(Action<int>? isNew)
    {
        _all = new ulong[width];
        for (int i = 0; i < _count; i++)
            _all[_places[i]] = _coefficients[i];
        (_places, _coefficients, _count) = ([], [], 0);
        for (int place = 0; isNew is not null && place < width; place++)
            isNew(place);
    }

    // Optimised at once, here and above: until they have been counted as hot, a whole release is over.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(ulong[] target, LinearForm source, ulong factor)
    {
        for (int i = 0; i < source._count; i++)
            target[source._places[i]] = ModularField.Sum(target[source._places[i]], source._coefficients[i], factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(LinearForm other, ulong factor, Action<int>? isNew)
    {
        (int[] places, ulong[] coefficients, int count) = (_places, _coefficients, _count);
        (_places, _coefficients, _count) = (new int[count + other._count], new ulong[count + other._count], 0);
        for (int i = 0, j = 0; i < count || j < other._count;)
        {
            int place = Math.Min(i < count ? places[i] : width, j < other._count ? other._places[j] : width);
            bool isOwn = i < count && places[i] == place;
            ulong coefficient = isOwn ? coefficients[i++] : 0;
            if (j < other._count && other._places[j] == place)
                coefficient = ModularField.Sum(coefficient, other._coefficients[j++], factor);
            if (coefficient == 0)
                continue;
            (_places[_count], _coefficients[_count++]) = (place, coefficient);
            if (!isOwn)
                isNew?.Invoke(place);
        }
    }

    private void Reserve(int count)
    {
        if (count <= _places.Length)
            return;
        Array.Resize(ref _places, Math.Max(4, 2 * count));
        Array.Resize(ref _coefficients, _places.Length);
    }
}
