namespace IncDiv.Disclosure.Intervals;

/// <summary>Other tables that fit everything published: each proves that an outsider cannot exclude the counts it gives to hidden cells (disclosure.md 4.2 S8).
/// Only what was seen in such a table is claimed.</summary>
internal sealed class Witnesses
{
    private const double Residual = 1e-7;

    /// <summary>A hundred times what an inexact table may be off by: it proves a count only if it goes beyond it by so much.</summary>
    public const double Doubt = 1e-5;

    private readonly FeasibleRegion _region;
    private readonly CoverModel _model;
    private readonly Dictionary<int, ProvenRange> _ranges = [];
    private readonly List<int> _certified = [];

    public Witnesses(FeasibleRegion region) => (_region, _model) = (region, region.Model);

    /// <summary>The cells to be certified.</summary>
    public IReadOnlyList<int> Certified => _certified;

    /// <summary>How many tables were checked in exact arithmetic; others have too many different fractions of persons.</summary>
    public int Exact { get; private set; }

    /// <summary>From now on the cell is to be certified, too.</summary>
    public void Certify(int cell)
    {
        if (_ranges.TryAdd(cell, new ProvenRange(_model.Columns[cell].Value)))
            _certified.Add(cell);
    }

    public bool IsProven(int cell) => _model.Columns[cell].Requirement.IsMetBy(_ranges[cell].Lower, _ranges[cell].Upper);

    public CellCertificate CertificateOf(int cell) => new(_ranges[cell].Lower, _ranges[cell].Upper, _ranges[cell].Seen);

    /// <summary>Takes a table as a witness, if it fits.</summary>
    public void Add(double[] rows)
    {
        var exact = Fractions.Of(rows);
        bool isExact = exact is var (table, denominator) && _region.Holds(table, denominator);
        if (!isExact && !_region.Holds(rows, Residual))
            return;
        Exact += isExact ? 1 : 0;
        var witness = Witness.Of(rows, _model.Counts);
        foreach (int cell in Certified)
            if (isExact)
                _ranges[cell].Add((double)_model.Columns[cell].ValueOver(exact!.Value.Parts) / exact.Value.Denominator, 0, witness);
            else
                _ranges[cell].Add(_model.Columns[cell].ValueOver(rows), Doubt, witness);
    }

    /// <summary>Forgets every table that does not fit once <paramref name="cell"/> is published.</summary>
    /// <returns>The ranges that were forgotten, to be put back if the cell stays hidden.</returns>
    public IReadOnlyDictionary<int, ProvenRange> Withdraw(int cell)
    {
        CoverColumn published = _model.Columns[cell];
        Dictionary<int, ProvenRange> withdrawn = _ranges.Where(r => !r.Value.Keeps(published)).ToDictionary(r => r.Key, r => r.Value);
        foreach ((int narrowed, ProvenRange range) in withdrawn)
            _ranges[narrowed] = range.Without(published, _model.Columns[narrowed].Value);
        return withdrawn;
    }

    public void PutBack(IReadOnlyDictionary<int, ProvenRange> ranges)
    {
        foreach ((int cell, ProvenRange range) in ranges)
            _ranges[cell] = range;
    }
}
