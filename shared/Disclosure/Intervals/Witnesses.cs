using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Intervals;

/// <summary>
/// Other tables that fit everything published, checked in exact arithmetic: each proves that an outsider cannot exclude the counts it gives
/// to hidden cells (disclosure.md 4.2 S8). Only what was seen in such a table is claimed.
/// </summary>
internal sealed class Witnesses
{
    private const double Residual = 1e-7;

    /// <summary>A hundred times what an inexact table may be off by: it proves a count only if it goes beyond it by so much.</summary>
    public const double Doubt = 1e-5;

    private readonly FeasibleRegion _region;
    private readonly CoverModel _model;
    private readonly Dictionary<int, Range> _ranges = [];

    /// <param name="certified">Cells to be certified.</param>
    public Witnesses(FeasibleRegion region, IReadOnlyList<int> certified)
    {
        (_region, _model) = (region, region.Model);
        Certified = certified;
        foreach (int cell in certified)
            _ranges[cell] = new Range(_model.Columns[cell].Value);
    }

    public IReadOnlyList<int> Certified { get; }

    /// <summary>How many tables were found to fit.</summary>
    public int Count { get; private set; }

    public bool IsProven(int cell) => _model.Columns[cell].Requirement.IsMetBy(_ranges[cell].Lower, _ranges[cell].Upper);

    public CellCertificate CertificateOf(int cell) => new(_ranges[cell].Lower, _ranges[cell].Upper, _ranges[cell].Seen.Count);

    /// <summary>How many of them were checked in exact arithmetic; the others have too many different fractions of persons.</summary>
    public int Exact { get; private set; }

    /// <summary>Takes a table as a witness, if it fits.</summary>
    public void Add(double[] rows)
    {
        if (Fractions.Of(rows) is var (table, denominator) && _region.Holds(table, denominator))
        {
            Exact++;
            foreach (int cell in Certified)
                _ranges[cell].Add((double)_model.Columns[cell].ValueOver(table) / denominator, 0);
        }
        else if (_region.Holds(rows, Residual))
            foreach (int cell in Certified)
                _ranges[cell].Add(_model.Columns[cell].ValueOver(rows), Doubt);
        else
            return;
        Count++;
    }

    // Whole counts between the fractions that were seen: the set of feasible tables has no gaps.
    private sealed class Range(long value)
    {
        public long Lower { get; private set; } = value;

        public long Upper { get; private set; } = value;

        public HashSet<long> Seen { get; } = [value];

        public void Add(double value, double doubt)
        {
            long lower = (long)Math.Ceiling(value + doubt), upper = (long)Math.Floor(value - doubt);
            (Lower, Upper) = (Math.Min(Lower, lower), Math.Max(Upper, upper));
            Seen.Add(value < Lower ? lower : upper);
        }
    }
}
