namespace IncDiv.Samples.Workforce;

/// <summary>All workers of one kind, from quarter to quarter. The closing strength and the joiners of every cell follow the published shares, and the number of
/// leavers results: opening + joiners − leavers = closing.</summary>
internal sealed class WorkerGroup
{
    // S000, objective 2: yearly rates of resignation.
    private const double BmeResignations = 0.019;
    private const double AllResignations = 0.018;
    private const double DaysPerYear = 365.25;
    private const int YoungestRetirement = 48;

    private readonly WorkerModel _model;
    private readonly SampleRandom _random;
    private readonly int _strength, _turnover;
    private readonly List<Person>[] _cells = [.. Enumerable.Range(0, PersonCells.Count).Select(_ => new List<Person>())];
    private readonly Ladder _ladder;
    private ulong _nextSerial;
    private double _bmeResignationsDue, _otherResignationsDue;

    /// <param name="rows">Closing strength and leavers of a quarter together.</param>
    /// <param name="origin">The quarter whose end gives the opening strength.</param>
    /// <param name="index">Position among the kinds of worker.</param>
    public WorkerGroup(WorkerModel model, int rows, Quarter origin, ulong seed, int index)
    {
        _model = model;
        _random = new SampleRandom(seed, (ulong)index);
        _nextSerial = (ulong)index;
        _turnover = (int)Math.Round(rows * model.Turnover / (1 + model.Turnover));
        _strength = rows - _turnover;
        _ladder = new Ladder(model, _strength, _random);
        int[] opening = Target(origin);
        for (int cell = 0; cell < opening.Length; cell++)
            for (int i = 0; i < opening[cell]; i++)
                Add(cell, origin.LastDay.AddDays(-1 - (int)(model.ServiceAtOrigin * DaysPerYear * (1 - Math.Sqrt(_random.NextUnit())))));
        _ladder.FillAtOrigin(Everyone(), origin.LastDay);
    }

    /// <summary>The people who left in the current quarter.</summary>
    public List<Person> Leavers { get; } = [];

    public IEnumerable<Person> Everyone() => _cells.SelectMany(c => c);

    /// <summary>Advances by one quarter.</summary>
    public void Advance(Quarter quarter)
    {
        int[] joiners = Apportionment.LargestRemainder(PersonCells.Shares(_model.Bme.Joiners, _model.Female.Joiners, _model.NotStated), _turnover);
        int[] closing = Target(quarter);
        int[] leavers = LeaversByCell(joiners, closing);
        // Yearly rates are per mean strength. A quarter of the rate is applied to the closing strength.
        double bme = closing.Where((_, cell) => PersonCells.IsBme(cell)).Sum();
        _bmeResignationsDue += BmeResignations / 4 * bme;
        _otherResignationsDue += (AllResignations * _strength - BmeResignations * bme) / 4;
        Leavers.Clear();
        List<int> cells = [.. leavers.SelectMany((n, cell) => Enumerable.Repeat(cell, n))];
        _random.Shuffle(cells);
        foreach (int cell in cells)
            Leave(cell, quarter);
        for (int cell = 0; cell < joiners.Length; cell++)
            for (int i = 0; i < joiners[cell]; i++)
                Add(cell, _random.DayOf(quarter)).GradeIndex = _ladder.GradeOfJoiner();
        _ladder.Promote(Everyone(), quarter);
    }

    private int[] Target(Quarter quarter) =>
        Apportionment.LargestRemainder(PersonCells.Shares(_model.Bme.At(quarter), _model.Female.At(quarter), _model.NotStated), _strength);

    private int[] LeaversByCell(int[] joiners, int[] target)
    {
        int[] leavers = new int[PersonCells.Count];
        int[] open = [.. Enumerable.Range(0, PersonCells.Count).Where(c => _cells[c].Count > 0)];
        for (int i = 0; i < _turnover; i++)
            leavers[open.Where(c => leavers[c] < _cells[c].Count).MaxBy(c => _cells[c].Count + joiners[c] - leavers[c] - target[c])]++;
        return leavers;
    }

    private void Leave(int cell, Quarter quarter)
    {
        ref double due = ref PersonCells.IsBme(cell) ? ref _bmeResignationsDue : ref _otherResignationsDue;
        byte[] reason = due >= 1 ? "RESIGN"u8.ToArray() : _model.Reasons.Draw(_random);
        if (due >= 1)
            due--;
        List<Person> candidates = _cells[cell];
        int chosen = reason switch
        {
            [(byte)'R', (byte)'E', (byte)'S', ..] => _random.Tournament(candidates, 4, p => -p.Start.DayNumber),
            [(byte)'R', ..] => _random.Tournament(candidates, 40, p => p.Birth.DayNumber),
            [(byte)'E', ..] => _random.Tournament(candidates, 60, p => p.Start.DayNumber),
            _ => _random.Below(candidates.Count),
        };
        Person person = candidates[chosen];
        bool tooYoung = reason[0] == (byte)'R' && reason[2] == (byte)'T' && person.Birth.AddYears(YoungestRetirement) > quarter.FirstDay;
        person.Leave = _random.DayOf(quarter);
        person.LeaveReason = tooYoung ? "TRANSFER"u8.ToArray() : reason;
        candidates[chosen] = candidates[^1];
        candidates.RemoveAt(candidates.Count - 1);
        Leavers.Add(person);
    }

    private Person Add(int cell, DateOnly start)
    {
        double unit = _random.NextUnit();
        (double youngest, double oldest) = _model.AgeOfJoining;
        DateOnly birth = start.AddDays(-(int)((youngest + (oldest - youngest) * unit * unit) * DaysPerYear) - 1);
        var person = new Person(_model, _nextSerial, cell, start, birth);
        _nextSerial += (ulong)WorkerModel.All.Count;
        _cells[cell].Add(person);
        return person;
    }
}
