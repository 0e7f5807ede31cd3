namespace IncDiv.Samples.Victims;

/// <summary>Interviews with victims of crime. Answers are planned by cell, so that the published figures hold exactly.</summary>
internal sealed class VictimInterviews : SurveyRows
{
    private const double MoodShare = 0.6;
    private const int Stream = 0x7650;

    private static readonly AnswerScale Satisfied = new(
        new(("1", 34), ("2", 38), ("3", 28)), new(("4", 30), ("5", 26), ("6", 22), ("7", 22)), new(("97", 4), ("98", 1)));
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

    private readonly Quota _cells;
    private readonly AnswerPlan[] _aspects;
    private readonly AnswerPlan _overall;

    public VictimInterviews(Quarter quarter, int rows, ulong seed, SampleOptions options)
        : base(quarter, new SampleRandom(seed, Stream + SampleRandom.StreamOf(quarter)), MoodShare, Comments.Public, options.Comments)
    {
        var cells = new Cells<VictimCell>(VictimCell.All, c => c.Share, rows);
        _cells = cells.ToQuota();
        _aspects = [.. VictimItem.Aspects.Select(a => a.Plan(cells, quarter))];
        _overall = VictimItem.Overall.Plan(cells, quarter);
    }

    public override void Write(CsvRows csv)
    {
        int number = _cells.Draw(Random.NextUnit());
        VictimCell cell = VictimCell.All[number];
        (byte[] borough, byte[] bcu) = Boroughs[Random.Below(Boroughs.Length)];
        DateOnly interviewed = Day();
        DateOnly reported = interviewed.AddDays(-42 - Random.Below(80));

        WriteKey(csv, "V"u8);
        csv.Number("42"u8, Random.Below(100_000), 5);
        csv.Drawn(Random, People.FullName);
        People.WritePhone(csv, Random);
        csv.Date(reported);
        csv.Date(interviewed);
        csv.Text(cell.Crime.GroupField);
        csv.Text(cell.Crime.StrandField);
        csv.Text(bcu);
        csv.Text(borough);
        csv.Drawn(Random, Channel);
        WriteCharacteristics(csv, cell);
        WriteAnswers(csv, number);
        WriteComment(csv);
        csv.Text("1"u8);
    }

    private void WriteCharacteristics(CsvRows csv, VictimCell cell)
    {
        csv.Text(cell.IsYoung ? "16-24"u8 : Older.Draw(Random));
        csv.Drawn(Random, Sex);
        csv.Drawn(Random, Ethnicity(cell));
        csv.Text(cell.IsDisabled ? "Y"u8 : NotDisabled.Draw(Random));
        csv.Drawn(Random, cell.Crime.Strand == "HOMOPHOBIC" ? OrientationOfTargets : Orientation, People.Religion);
    }

    private Mix Ethnicity(VictimCell cell) => cell.IsBme switch
    {
        true => London.CodesOf(BmeGroup.Draw(Random)[0] - '0', NoEthnicity),
        false => London.CodesOf((int)EthnicGroup.White, NoEthnicity),
        null => NoEthnicity,
    };

    private void WriteAnswers(CsvRows csv, int cell)
    {
        double mood = Random.NextUnit();
        foreach (AnswerPlan aspect in _aspects)
            csv.Drawn(Random, Satisfied.Of(aspect.Draw(cell, Unit(mood))));
        Answer overall = _overall.Draw(cell, Unit(mood));
        bool satisfied = overall == Answer.Favourable;
        csv.Drawn(Random, Satisfied.Of(overall), satisfied ? ViewsOfSatisfied : ViewsOfOthers, satisfied ? AgainIfSatisfied : AgainOtherwise);
    }
}
