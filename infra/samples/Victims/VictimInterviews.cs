namespace IncDiv.Samples.Victims;

/// <summary>Interviews with victims of crime. Answers are planned by cell, so that the published figures hold exactly.</summary>
internal sealed class VictimInterviews : ISampleRows
{
    private const double Mood = 0.6;
    private const int Stream = 0x7650;

    private static readonly Mix Satisfied = new(("1", 34), ("2", 38), ("3", 28));
    private static readonly Mix NotSatisfied = new(("4", 30), ("5", 26), ("6", 22), ("7", 22));
    private static readonly Mix NoAnswer = new(("97", 4), ("98", 1));
    private static readonly Mix Older = new(("25-34", 24), ("35-44", 21), ("45-54", 18), ("55-64", 11), ("65-74", 6), ("75-84", 3), ("85+", 1));
    private static readonly Mix Sex = new(("F", 47), ("M", 52), ("X", 0.4), ("PNS", 0.6));
    private static readonly Mix NotDisabled = new(("N", 93), ("PNS", 4), ("", 3));
    private static readonly Mix Orientation = new(("HET", 84), ("GAY", 3), ("BI", 1), ("OTH", 0.5), ("PNS", 8), ("", 3.5));
    private static readonly Mix OrientationOfTargets = new(("GAY", 72), ("BI", 18), ("OTH", 5), ("PNS", 5));
    private static readonly Mix NoEthnicity = new(("NS", 2), ("", 1));
    private static readonly Mix BmeGroup = new(("2", 45), ("3", 33), ("1", 12), ("4", 10));
    private static readonly Mix Channel = new(("999", 38), ("101", 34), ("COUNTER", 9), ("ONLINE", 14), ("OTHER", 5));
    private static readonly Mix ViewsOfSatisfied = new(("1", 26), ("2", 69), ("3", 4), ("97", 1));
    private static readonly Mix ViewsOfOthers = new(("1", 2), ("2", 45), ("3", 51), ("97", 2));
    private static readonly Mix AgainIfSatisfied = new(("1", 97), ("2", 2), ("97", 1));
    private static readonly Mix AgainOtherwise = new(("1", 76), ("2", 18), ("97", 6));
    private static readonly (byte[] Code, byte[] Bcu)[] Boroughs = [.. London.Boroughs.Select(b => (CsvRows.Field(b.Code), CsvRows.Field(b.Bcu)))];
    private static readonly (byte[] Group, byte[] Strand)[] Crimes = [.. VictimCells.Crimes.Select(c => (CsvRows.Field(c.Group), CsvRows.Field(c.Strand)))];

    private readonly Quarter _quarter;
    private readonly SampleRandom _random;
    private readonly ulong _keys;
    private readonly Comments _comments;
    private readonly Quota _cells;
    private readonly AnswerPlan[] _aspects;
    private readonly AnswerPlan _overall;
    private ulong _row;

    public VictimInterviews(Quarter quarter, int rows, ulong seed, SampleOptions options)
    {
        _quarter = quarter;
        _random = new SampleRandom(seed, Stream + SampleRandom.StreamOf(quarter));
        _keys = _random.NextBits();
        _comments = new Comments(options.Comments);
        var cells = new VictimCells(rows);
        _cells = new Quota([.. cells.Rows]);
        _aspects =
        [
            VictimItem.EaseOfContact.Plan(cells, quarter),
            VictimItem.PoliceActions.Plan(cells, quarter),
            VictimItem.FollowUp.Plan(cells, quarter),
            VictimItem.Treatment.Plan(cells, quarter),
        ];
        _overall = VictimItem.Overall.Plan(cells, quarter);
    }

    public void Write(CsvRows csv)
    {
        int cell = _cells.Draw(_random.NextUnit());
        int crime = VictimCells.CrimeOf(cell);
        (byte[] borough, byte[] bcu) = Boroughs[_random.Below(Boroughs.Length)];
        DateOnly interviewed = _random.DayOf(_quarter);
        DateOnly reported = interviewed.AddDays(-42 - _random.Below(80));

        csv.Key("V"u8, SampleRandom.Scramble(_keys + _row++));
        csv.Number("42"u8, _random.Below(100_000), 5);
        csv.Text(People.FullName.Draw(_random));
        People.WritePhone(csv, _random);
        csv.Date(reported);
        csv.Date(interviewed);
        csv.Text(Crimes[crime].Group);
        csv.Text(Crimes[crime].Strand);
        csv.Text(bcu);
        csv.Text(borough);
        csv.Text(Channel.Draw(_random));
        WriteCharacteristics(csv, cell, crime);
        WriteAnswers(csv, cell);
        _comments.WritePublic(csv, _random);
        csv.Text("1"u8);
    }

    private void WriteCharacteristics(CsvRows csv, int cell, int crime)
    {
        csv.Text(VictimCells.IsYoung(cell) ? "16-24"u8 : Older.Draw(_random));
        csv.Text(Sex.Draw(_random));
        csv.Text(Ethnicity(cell));
        csv.Text(VictimCells.IsDisabled(cell) ? "Y"u8 : NotDisabled.Draw(_random));
        bool isTarget = VictimCells.Crimes[crime].Strand == "HOMOPHOBIC";
        csv.Text((isTarget ? OrientationOfTargets : Orientation).Draw(_random));
        csv.Text(People.Religion.Draw(_random));
    }

    private byte[] Ethnicity(int cell) =>
        VictimCells.IsWhite(cell) ? London.CodesWithin[(int)EthnicGroup.White].Draw(_random)
        : VictimCells.IsBme(cell) ? London.CodesWithin[BmeGroup.Draw(_random)[0] - '0'].Draw(_random)
        : NoEthnicity.Draw(_random);

    private void WriteAnswers(CsvRows csv, int cell)
    {
        double mood = _random.NextUnit();
        double Unit() => _random.NextUnit() is var unit && unit < Mood ? mood : (unit - Mood) / (1 - Mood);
        foreach (AnswerPlan aspect in _aspects)
            csv.Text(Code(aspect.Draw(cell, Unit())));
        Answer overall = _overall.Draw(cell, Unit());
        csv.Text(Code(overall));
        bool satisfied = overall == Answer.Favourable;
        csv.Text((satisfied ? ViewsOfSatisfied : ViewsOfOthers).Draw(_random));
        csv.Text((satisfied ? AgainIfSatisfied : AgainOtherwise).Draw(_random));
    }

    private byte[] Code(Answer answer) => (answer switch
    {
        Answer.Favourable => Satisfied,
        Answer.Unfavourable => NotSatisfied,
        _ => NoAnswer,
    }).Draw(_random);
}
