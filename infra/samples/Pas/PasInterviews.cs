namespace IncDiv.Samples.Pas;

/// <summary>Interviews of the Public Attitude Survey: the same number in each borough, weighted to its residents with a scatter. Ethnic group, youth and
/// answers are drawn with a <see cref="Carry"/>, so that weighted figures hold in every quarter and not only on average.</summary>
internal sealed class PasInterviews : SurveyRows
{
    private const double TrendPerYear = -0.6;
    private const ulong DriftSeries = 0x5041;
    private const double MoodShare = 0.5;
    private const double WeightScatter = 0.42;

    private static readonly Mix Adults = new(("25-34", 25), ("35-44", 21), ("45-54", 17), ("55-64", 12), ("65+", 14));
    private static readonly Mix Sex = new(("F", 50.8), ("M", 48.2), ("X", 0.3), ("PNS", 0.7));
    private static readonly Mix Disability = new(("Y", 13), ("N", 84), ("PNS", 3));
    private static readonly Mix Orientation = new(("HET", 86), ("GAY", 2), ("BI", 1), ("OTH", 0.5), ("PNS", 8), ("", 2.5));
    private static readonly Mix Status = new(
        ("FT", 44), ("PT", 12), ("SELF", 10), ("UNEMP", 5), ("STUDENT", 8), ("RETIRED", 13), ("HOME", 5), ("SICK", 2), ("OTHER", 1));
    private static readonly Mix Quartile = new(("1", 32), ("2", 30), ("3", 22), ("4", 16));
    private static readonly Mix NoEthnicity = new(("NS", 2), ("", 1));

    private readonly byte[][] _codes = [.. London.Boroughs.Select(b => CsvRows.Field(b.Code))];
    private readonly double[][] _ethnicShares = [.. London.Boroughs.Select(PasAnswers.EthnicShares)];
    private readonly double[] _weights;
    private readonly Carry _ethnicity = new(PasAnswers.Groups);
    private readonly double[] _young = new double[PasAnswers.Groups];
    private readonly PasAnswers[] _before, _after;
    private readonly PasAnswers _stopped, _wouldContact, _respected;
    private int _row;

    public PasInterviews(Quarter quarter, ulong seed, SampleOptions options)
        : base(quarter, new SampleRandom(seed, SampleRandom.StreamOf(quarter)), MoodShare, Comments.Public, options.Comments)
    {
        double drift = Drift.Points(quarter, TrendPerYear, DriftSeries);
        PasAnswers Answers(PasItem item) => new(item, drift, Random);
        _before = [.. PasItem.BeforeStops.Select(Answers)];
        _stopped = new PasAnswers(PasItem.Stopped, 0, Random);
        _wouldContact = new PasAnswers(PasItem.WouldContact, 0, Random);
        _respected = new PasAnswers(PasItem.RespectedWhenStopped, 0, Random);
        _after = [.. PasItem.AfterStops.Select(Answers)];
        double mean = London.Boroughs.Average(b => b.Residents);
        _weights = [.. London.Boroughs.Select(b => b.Residents / mean)];
    }

    public override void Write(CsvRows csv)
    {
        int borough = _row++ % _codes.Length;
        int units = WeightOf(borough);
        double weight = units / 10_000.0;
        int group = _ethnicity.Draw(_ethnicShares[borough], weight, Random.NextUnit());
        bool young = Carry.Draw(ref _young[group], PasAnswers.Young, 0, weight, Random.NextUnit());
        var person = new Interviewee(borough, PasAnswers.ClassOf(group, young), weight, Random.NextUnit());

        WriteKey(csv, "R"u8);
        csv.Date(Day());
        csv.Text(_codes[borough]);
        csv.Number("Ward "u8, 1 + Random.Below(22), 0);
        People.WritePostcode(csv, Random);
        csv.Text(young ? "16-24"u8 : Adults.Draw(Random));
        csv.Drawn(Random, Sex, London.CodesOf(group, NoEthnicity), Disability, Orientation, People.Religion, Status, Quartile);
        WriteAnswers(csv, person);
        WriteComment(csv);
        csv.Decimal(units, 4);
    }

    private void WriteAnswers(CsvRows csv, Interviewee person)
    {
        foreach (PasAnswers item in _before)
            item.Write(csv, person, Unit(person.Mood));
        bool stopped = _stopped.Write(csv, person, Random.NextUnit());
        _wouldContact.Write(csv, person, Unit(person.Mood));
        for (int i = 0; i < 3; i++)
            if (stopped)
                _respected.Write(csv, person, Unit(person.Mood));
            else
                csv.Blank();
        foreach (PasAnswers item in _after)
            item.Write(csv, person, Unit(person.Mood));
    }

    /// <summary>Ten-thousandths: residents per interview times a log-normal scatter of mean one, at most 5.</summary>
    private int WeightOf(int borough)
    {
        // The sum of three uniforms is close to normal, and bounded.
        double normal = 2 * (Random.NextUnit() + Random.NextUnit() + Random.NextUnit() - 1.5);
        double scatter = Math.Exp(WeightScatter * normal - WeightScatter * WeightScatter / 2);
        return (int)Math.Clamp(_weights[borough] * scatter * 10_000, 500, 50_000);
    }
}
