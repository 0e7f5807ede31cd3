using Column = IncDiv.Disclosure.Linear.LinearForm<double, IncDiv.Disclosure.Intervals.RoundedField>;

namespace IncDiv.Disclosure.Intervals;

/// <summary>Each basic variable as a linear form of the nonbasic ones, and a form to be maximised. It is kept by columns, most of which have few entries: a
/// step reads one of them, and more can be added.</summary>
internal sealed class Tableau(int basics)
{
    private readonly List<Column> _columns = [];

    // For each line the columns that may have an entry there, some of them twice.
    private readonly List<int>[] _holders = [.. Enumerable.Range(0, basics).Select(_ => new List<int>())];

    /// <summary>The slope of each nonbasic variable; there may be room for more behind them.</summary>
    public double[] Objective { get; private set; } = [];

    /// <summary>The entries of a nonbasic variable, by line.</summary>
    public Column this[int place] => _columns[place];

    /// <summary>Adds a nonbasic variable.</summary>
    public void Add(Column column, double slope)
    {
        if (_columns.Count == Objective.Length)
        {
            double[] wider = new double[Math.Max(64, 2 * Objective.Length)];
            Objective.CopyTo(wider, 0);
            Objective = wider;
        }
        Objective[_columns.Count] = slope;
        foreach (int line in column.Places)
            _holders[line].Add(_columns.Count);
        _columns.Add(column);
    }

    /// <summary>The nonbasic variables on which a basic one depends.</summary>
    public IReadOnlyList<int> Line(int line)
    {
        List<int> holders = _holders[line];
        holders.Sort();
        var found = new List<int>(holders.Count);
        int count = 0;
        for (int h = 0; h < holders.Count; h++)
        {
            if (h > 0 && holders[h] == holders[count - 1])
                continue;
            holders[count++] = holders[h];
            if (_columns[holders[h]][line] != 0)
                found.Add(holders[h]);
        }
        holders.RemoveRange(count, holders.Count - count);
        return found;
    }

    /// <summary>Exchanges a basic with a nonbasic variable.</summary>
    public void Pivot(int line, int place)
    {
        Column entering = _columns[place];
        double inverse = 1 / entering[line], slope = Objective[place];
        entering.Replace(line, 0);
        foreach (int k in Line(line))
        {
            Column column = _columns[k];
            double factor = column[line] * -inverse;
            column.Replace(line, factor);
            column.AddMultiple(entering, factor, l => _holders[l].Add(k));
            Objective[k] = RoundedField.Sum(Objective[k], slope, factor);
        }
        entering.Scale(inverse);
        entering.Replace(line, inverse);
        Objective[place] = slope * inverse;
    }
}
