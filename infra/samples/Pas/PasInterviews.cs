namespace IncDiv.Samples.Pas;

/// <summary>Interviews of the Public Attitude Survey: the same number in each borough, weighted to its residents with a scatter. Ethnic group, youth and
/// answers are drawn with a <see cref="Carry"/>, so that weighted figures hold in every quarter and not only on average.</summary>
internal sealed class PasInterviews : ISampleRows
{
    private const double TrendPerYear = -0.6;
    private const ulong DriftSeries = 0x5041;
    // Share of answers that a person's general mood decides. It makes a person's answers correlate.
    private const double Mood = 0.5;
    private const double WeightScatter = 0.42;

    private static readonly Mix Adults = new(("25-34", 25), ("35-44", 21), ("45-54", 17), ("55-64", 12), ("65+", 14));
    private static readonly Mix Sex = new(("F", 50.8), ("M", 48.2), ("X", 0.3), ("PNS", 0.7));
    private static readonly Mix Disability = new(("Y", 13), ("N", 84), ("PNS", 3));
    private static readonly Mix Orientation = new(("HET", 86), ("GAY", 2), ("BI", 1), ("OTH", 0.5), ("PNS", 8), ("", 2.5));
    private static readonly Mix Status = new(
        ("FT", 44), ("PT", 12), ("SELF", 10), ("UNEMP", 5), ("STUDENT", 8), ("RETIRED", 13), ("HOME", 5), ("SICK", 2), ("OTHER", 1));
    private static readonly Mix Quartile = new(("1", 32), ("2", 30), ("3", 22), ("4", 16));
    private static readonly Mix NoEthnicity = new(("NS", 2), ("", 1));

    private readonly Quarter _quarter;
    private readonly SampleRandom _random;
    private readonly ulong _keys;
    private readonly Comments _comments;
    private readonly byte[][] _codes = [.. London.Boroughs.Select(b => CsvRows.Field(b.Code))];
    private readonly double[][] _ethnicShares = [.. London.Boroughs.Select(PasTruth.EthnicShares)];
    private readonly double[] _weights;
    private readonly Carry _ethnicity = new(PasTruth.Groups);
    private readonly double[] _young = new double[PasTruth.Groups];
    private readonly PasAnswers[] _before;
    private readonly PasAnswers _stopped;
    private readonly PasAnswers _wouldContact;
    private readonly PasAnswers _respected;
    private readonly PasAnswers[] _after;
    private readonly Interviewee _person = new();
    private ulong _row;

    public PasInterviews(Quarter quarter, ulong seed, SampleOptions options)
    {
        _quarter = quarter;
        _random = new SampleRandom(seed, SampleRandom.StreamOf(quarter));
        _keys = _random.NextBits();
        _comments = new Comments(options.Comments);
        double drift = Drift.Points(quarter, TrendPerYear, DriftSeries);
        PasAnswers Answers(PasItem item) => new(item, drift, _random);
        _before = [.. PasItem.BeforeStops.Select(Answers)];
        _stopped = new PasAnswers(PasItem.Stopped, 0, _random);
        _wouldContact = new PasAnswers(PasItem.WouldContact, 0, _random);
        _respected = new PasAnswers(PasItem.RespectedWhenStopped, 0, _random);
        _after = [.. PasItem.AfterStops.Select(Answers)];
        double mean = London.Boroughs.Average(b => b.Residents);
        _weights = [.. London.Boroughs.Select(b => b.Residents / mean)];
    }

    public void Write(CsvRows csv)
    {
        int borough = (int)(_row % (ulong)_codes.Length);
        int weight = WeightOf(borough);
        _person.Borough = borough;
        _person.Weight = weight / 10_000.0;
        int group = _ethnicity.Draw(_ethnicShares[borough], _person.Weight, _random.NextUnit());
        bool young = Carry.Draw(ref _young[group], PasTruth.Young, 0, _person.Weight, _random.NextUnit());
        _person.Class = PasTruth.ClassOf(group, young);
        _person.Mood = _random.NextUnit();

        csv.Key("R"u8, SampleRandom.Scramble(_keys + _row++));
        csv.Date(_random.DayOf(_quarter));
        csv.Text(_codes[borough]);
        csv.Number("Ward "u8, 1 + _random.Below(22), 0);
        People.WritePostcode(csv, _random);
        csv.Text(young ? "16-24"u8 : Adults.Draw(_random));
        csv.Text(Sex.Draw(_random));
        csv.Text((group == (int)EthnicGroup.NotStated ? NoEthnicity : London.CodesWithin[group]).Draw(_random));
        csv.Text(Disability.Draw(_random));
        csv.Text(Orientation.Draw(_random));
        csv.Text(People.Religion.Draw(_random));
        csv.Text(Status.Draw(_random));
        csv.Text(Quartile.Draw(_random));
        WriteAnswers(csv);
        _comments.WritePublic(csv, _random);
        csv.Decimal(weight, 4);
    }

    private void WriteAnswers(CsvRows csv)
    {
        foreach (PasAnswers item in _before)
            item.Write(csv, _person, Unit());
        bool stopped = _stopped.Write(csv, _person, _random.NextUnit());
        _wouldContact.Write(csv, _person, Unit());
        for (int i = 0; i < 3; i++)
            if (stopped)
                _respected.Write(csv, _person, Unit());
            else
                csv.Blank();
        foreach (PasAnswers item in _after)
            item.Write(csv, _person, Unit());
    }

    private double Unit() => _random.NextUnit() is var unit && unit < Mood ? _person.Mood : (unit - Mood) / (1 - Mood);

    /// <summary>Ten-thousandths: residents per interview times a log-normal scatter of mean one, at most 5.</summary>
    private int WeightOf(int borough)
    {
        // The sum of three uniforms is close to normal, and bounded.
        double normal = 2 * (_random.NextUnit() + _random.NextUnit() + _random.NextUnit() - 1.5);
        double scatter = Math.Exp(WeightScatter * normal - WeightScatter * WeightScatter / 2);
        return (int)Math.Clamp(_weights[borough] * scatter * 10_000, 500, 50_000);
    }
}
