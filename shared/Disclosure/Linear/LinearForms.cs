namespace IncDiv.Disclosure.Linear;

/// <summary>Linear forms over the columns of a model from which column after column is eliminated. Most have few terms and share few columns with others, so
/// that of each column it is kept which of them have it.</summary>
internal sealed class LinearForms
{
    private const int Spare = 64;

    private readonly List<int>[] _holders;
    private readonly LinearForm?[] _forms;

    /// <summary>The rows of the model, or random sums of them where they are many.</summary>
    // There are never more independent ones than columns: sums of few rows each, at random, are as good as all rows.
    public LinearForms(CoverModel model)
        : this(model.CellCount, Rows(model))
    {
    }

    private LinearForms(int width, LinearForm?[] forms)
    {
        _forms = forms;
        _holders = [.. Enumerable.Range(0, width).Select(_ => new List<int>())];
        for (int f = 0; f < forms.Length; f++)
            foreach (int place in forms[f]?.Places ?? [])
                _holders[place].Add(f);
    }

    /// <summary>Of the forms that have the column the shortest.</summary>
    public LinearForm Shortest(int place) => _forms[Given(place)]!;

    /// <summary>Solves the shortest form that has the column for it, gives that form up, and takes the column off all others.</summary>
    /// <param name="more">Sums of the forms, which it is taken off, too.</param>
    public void Eliminate(int place, IEnumerable<LinearForm> more)
    {
        int given = Given(place);
        LinearForm pivot = _forms[given]!;
        _forms[given] = null;
        uint inverse = ModularField.Inverse((uint)pivot[place]);
        void TakeOff(LinearForm form, Action<int>? isNew)
        {
            if (form[place] is > 0 and var coefficient)
                form.AddMultiple(pivot, ModularField.Subtract(0, ModularField.Multiply((uint)coefficient, inverse)), isNew);
        }
        foreach (int f in _holders[place])
            if (_forms[f] is { } form)
                TakeOff(form, p =>
                {
                    // The list that is being read is not needed again.
                    if (p != place)
                        _holders[p].Add(f);
                });
        _holders[place].Clear();
        foreach (LinearForm sum in more)
            TakeOff(sum, null);
    }

    /// <summary>A sum of all, each times a number that looks random.</summary>
    public LinearForm Sum(int width, ulong seed)
    {
        var sum = new LinearForm(width);
        for (int f = 0; f < _forms.Length; f++)
            if (_forms[f] is { } form)
                sum.AddMultiple(form, ModularField.Scatter(seed + (ulong)f + ((ulong)1 << 40)));
        return sum;
    }

    /// <summary>The forms over some of their columns, ascending.</summary>
    public LinearForms Over(int[] kept) => new(kept.Length, [.. _forms.Where(f => f is not null).Select(f => f!.Over(kept))]);

    private int Given(int place) => _holders[place].Where(f => _forms[f]?[place] is > 0).MinBy(f => _forms[f]!.Length);

    private static LinearForm[] Rows(CoverModel model)
    {
        bool isLarge = model.RowCount > model.CellCount + Spare;
        int count = isLarge ? model.CellCount + Spare : model.RowCount;
        LinearForm[] forms = [.. Enumerable.Range(0, count).Select(_ => new LinearForm(model.CellCount))];
        for (int c = 0; c < model.CellCount; c++)
        {
            CoverColumn column = model.Columns[c];
            for (int i = 0; i < column.Rows.Length; i++)
            {
                int row = column.Rows[i];
                uint coefficient = ModularField.Of(column.Coefficients[i]);
                if (!isLarge)
                    forms[row].Append(c, coefficient);
                else
                    for (ulong copy = 0; copy < 2; copy++)
                    {
                        ulong seed = (copy << 33) + ((ulong)row << 1);
                        forms[ModularField.Scatter(seed) % count].Append(c, ModularField.Multiply(coefficient, ModularField.Scatter(seed + 1)));
                    }
            }
        }
        return forms;
    }
}
