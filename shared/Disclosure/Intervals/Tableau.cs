using System.Numerics;
using System.Runtime.CompilerServices;

namespace IncDiv.Disclosure.Intervals;

/// <summary>Each basic variable as a linear form of the nonbasic ones, and a form to be maximised as a last line.</summary>
internal sealed class Tableau(int basics, int nonbasics)
{
    private const double Negligible = 1e-11;

    private readonly double[][] _lines = [.. Enumerable.Range(0, basics + 1).Select(_ => new double[nonbasics])];
    private int[] _support = new int[nonbasics];
    private int _width = nonbasics;

    public double[] Objective => _lines[basics];

    public double[] this[int line] => _lines[line];

    /// <summary>Makes room for more nonbasic variables after the others, with 0 in each line. Lines have room to spare: to copy them all is dear.</summary>
    public void Widen(int more)
    {
        _width += more;
        if (_width <= _support.Length)
            return;
        _support = new int[_width + _width / 2];
        for (int i = 0; i < _lines.Length; i++)
            Array.Resize(ref _lines[i], _support.Length);
    }

    /// <summary>Exchanges a basic with a nonbasic variable.</summary>
    // Optimised at once, here and below: until they have been counted as hot, a whole release is over.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pivot(int line, int place)
    {
        double[] leaving = _lines[line];
        double inverse = 1 / leaving[place];
        int filled = 0;
        for (int k = 0; k < leaving.Length; k++)
            if (leaving[k] != 0)
            {
                leaving[k] *= -inverse;
                if (k != place)
                    _support[filled++] = k;
            }
        leaving[place] = inverse;
        bool isSparse = filled < leaving.Length / 6;
        for (int i = 0; i <= basics; i++)
        {
            double factor = _lines[i][place];
            if (factor == 0 || i == line)
                continue;
            _lines[i][place] = 0;
            if (isSparse)
                AddSparse(_lines[i], leaving, factor, _support.AsSpan(0, filled));
            else
                Add(_lines[i], leaving, factor);
            _lines[i][place] = factor * inverse;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSparse(double[] target, double[] source, double factor, ReadOnlySpan<int> support)
    {
        foreach (int k in support)
        {
            double sum = target[k] + factor * source[k];
            target[k] = Math.Abs(sum) < Negligible ? 0 : sum;
        }
    }

    // What should be 0 is set to 0, else remainders of cancellation would fill the tableau.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(double[] target, double[] source, double factor)
    {
        var factors = new Vector<double>(factor);
        var negligible = new Vector<double>(Negligible);
        int k = 0;
        for (; k <= target.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            Vector<double> sum = new Vector<double>(target, k) + factors * new Vector<double>(source, k);
            Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(sum), negligible), Vector<double>.Zero, sum).CopyTo(target, k);
        }
        for (; k < target.Length; k++)
        {
            double sum = target[k] + factor * source[k];
            target[k] = Math.Abs(sum) < Negligible ? 0 : sum;
        }
    }
}
