using System.Text;
using IncDiv.Samples.Workforce;

namespace IncDiv.Samples.StaffSurvey;

/// <summary>Responses to one wave of the staff survey. Answers are planned by cell, so that the published figures hold exactly.</summary>
internal sealed class StaffResponses : SurveyRows
{
    private const double MoodShare = 0.6;
    private const int Stream = 0x5A00;
    // Officers with up to two years of service are constables.
    private const int YearsOfProbation = 2;

    private static readonly AnswerScale Agree = new(new(("1", 28), ("2", 72)), new(("3", 52), ("4", 32), ("5", 16)), new(("97", 3), ("98", 1)));
    private static readonly Mix Worker = new(("OFFICER", 67), ("STAFF", 27), ("PCSO", 4), ("SPECIAL", 2));
    private static readonly Mix OfficerRank = new(("Constable", 76), ("Sergeant", 16), ("Inspecting", 6.4), ("Superintending", 1.3), ("Chief officer", 0.3));
    private static readonly Mix StaffBand = new(("Band H-Y", 8), ("Band E-G", 58), ("Band C-D", 30), ("Band A-B", 4));
    private static readonly Mix SexOfOfficers = new(("F", 27), ("M", 69), ("X", 0.3), ("PNS", 3.7));
    private static readonly Mix SexOfOthers = new(("F", 54), ("M", 42), ("X", 0.4), ("PNS", 3.6));
    private static readonly Mix EthnicityOfOfficers = new(("0", 79), ("1", 3), ("2", 4.8), ("3", 3), ("4", 1.4), ("5", 8.8));
    private static readonly Mix EthnicityOfOthers = new(("0", 68), ("1", 3.5), ("2", 9.5), ("3", 8), ("4", 2), ("5", 9));
    private static readonly Mix NoEthnicity = new(("NS", 3), ("", 1));
    private static readonly Mix NoDisability = new(("PNS", 2), ("", 1));
    private static readonly Mix Orientation = new(("HET", 76), ("GAY", 4), ("BI", 1.5), ("OTH", 0.5), ("PNS", 14), ("", 4));
    private static readonly Mix Caring = new(("Y", 31), ("N", 60), ("PNS", 9));
    private static readonly Mix Pattern = new(("FULL", 84), ("PART", 9), ("FLEX", 7));

    private readonly byte[] _wave;
    private readonly Quota _cells;
    private readonly AnswerPlan[] _items;
    private readonly AnswerPlan _bullied;

    public StaffResponses(Quarter quarter, int rows, ulong seed, SampleOptions options)
        : base(quarter, new SampleRandom(seed, Stream + SampleRandom.StreamOf(quarter)), MoodShare, Comments.Staff, options.Comments)
    {
        _wave = Encoding.UTF8.GetBytes(quarter.ToString()[..7]);
        var cells = new Cells<StaffCell>(StaffCell.All, c => c.Share, rows);
        _cells = cells.ToQuota();
        _items = [.. StaffItem.All.Select(i => i.Plan(cells))];
        _bullied = StaffItem.Bullied.Plan(cells);
    }

    public override void Write(CsvRows csv)
    {
        int number = _cells.Draw(Random.NextUnit());
        StaffCell cell = StaffCell.All[number];
        byte[] worker = Worker.Draw(Random);
        bool isOfficer = worker[0] == (byte)'O';

        WriteKey(csv, "T"u8);
        csv.Text(_wave);
        csv.Date(Day());
        Post post = isOfficer ? Post.OfOfficer(Random) : Post.OfStaff(Random);
        csv.Text(post.BusinessGroup);
        csv.Text(post.Ocu);
        csv.Text(worker);
        csv.Text(RankBand(worker, cell.Service));
        csv.Text(cell.Service.Field);
        csv.Text(cell.Age.Field);
        csv.Drawn(Random, isOfficer ? SexOfOfficers : SexOfOthers);
        int group = (isOfficer ? EthnicityOfOfficers : EthnicityOfOthers).Draw(Random)[0] - '0';
        csv.Drawn(Random, London.CodesOf(group, NoEthnicity));
        csv.Text(cell.IsDisabled switch
        {
            true => "Y"u8,
            false => "N"u8,
            null => NoDisability.Draw(Random),
        });
        csv.Drawn(Random, Orientation, People.Religion, Caring, Pattern);
        WriteAnswers(csv, number);
        WriteComment(csv);
        csv.Text("1"u8);
    }

    private byte[] RankBand(byte[] worker, Band service) => worker[0] switch
    {
        (byte)'O' when service.Years > YearsOfProbation => OfficerRank.Draw(Random),
        (byte)'S' when worker[1] == (byte)'T' => StaffBand.Draw(Random),
        (byte)'P' => "Band E-G"u8.ToArray(),
        _ => "Constable"u8.ToArray(),
    };

    private void WriteAnswers(CsvRows csv, int cell)
    {
        double mood = Random.NextUnit();
        foreach (AnswerPlan item in _items)
            csv.Drawn(Random, Agree.Of(item.Draw(cell, Unit(mood))));
        // People with a low mood are more likely to report bullying, so the mood is reversed here.
        csv.Text(_bullied.Draw(cell, Math.BitDecrement(1.0) - mood) switch
        {
            Answer.Favourable => "1"u8,
            Answer.Unfavourable => "2"u8,
            _ => "98"u8,
        });
    }
}
