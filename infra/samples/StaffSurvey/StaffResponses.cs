using System.Text;
using IncDiv.Samples.Workforce;

namespace IncDiv.Samples.StaffSurvey;

/// <summary>Responses to one wave of the staff survey. Answers are planned by cell, so that the published figures hold exactly.</summary>
internal sealed class StaffResponses : ISampleRows
{
    private const double Mood = 0.6;
    private const int Stream = 0x5A00;
    // Officers with up to two years of service are constables.
    private const int LastProbationService = 2;

    private static readonly Mix Agree = new(("1", 28), ("2", 72));
    private static readonly Mix Disagree = new(("3", 52), ("4", 32), ("5", 16));
    private static readonly Mix NoAnswer = new(("97", 3), ("98", 1));
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
    private readonly Quarter _quarter;
    private readonly SampleRandom _random;
    private readonly ulong _keys;
    private readonly Comments _comments;
    private readonly Quota _cells;
    private readonly AnswerPlan[] _items;
    private readonly AnswerPlan _bullied;
    private readonly byte[][] _services = [.. StaffCells.Services.Select(s => CsvRows.Field(s.Code))];
    private readonly byte[][] _ages = [.. StaffCells.Ages.Select(a => CsvRows.Field(a.Code))];
    private ulong _row;

    public StaffResponses(Quarter quarter, int rows, ulong seed, SampleOptions options)
    {
        _wave = Encoding.UTF8.GetBytes(quarter.ToString()[..7]);
        _quarter = quarter;
        _random = new SampleRandom(seed, Stream + SampleRandom.StreamOf(quarter));
        _keys = _random.NextBits();
        _comments = new Comments(options.Comments);
        var cells = new StaffCells(rows);
        _cells = new Quota([.. cells.Rows]);
        _items = [.. StaffItem.All.Select(i => i.Plan(cells))];
        _bullied = StaffItem.Bullied.Plan(cells);
    }

    public void Write(CsvRows csv)
    {
        int cell = _cells.Draw(_random.NextUnit());
        int service = StaffCells.ServiceOf(cell);
        byte[] worker = Worker.Draw(_random);
        bool isOfficer = worker[0] == (byte)'O';

        csv.Key("T"u8, SampleRandom.Scramble(_keys + _row++));
        csv.Text(_wave);
        csv.Date(_random.DayOf(_quarter));
        Post post = isOfficer ? Post.OfOfficer(_random) : Post.OfStaff(_random);
        csv.Text(post.BusinessGroup);
        csv.Text(post.Ocu);
        csv.Text(worker);
        csv.Text(RankBand(worker, service));
        csv.Text(_services[service]);
        csv.Text(_ages[StaffCells.AgeOf(cell)]);
        csv.Text((isOfficer ? SexOfOfficers : SexOfOthers).Draw(_random));
        int group = (isOfficer ? EthnicityOfOfficers : EthnicityOfOthers).Draw(_random)[0] - '0';
        csv.Text((group == (int)EthnicGroup.NotStated ? NoEthnicity : London.CodesWithin[group]).Draw(_random));
        csv.Text(StaffCells.DisabilityOf(cell) switch
        {
            StaffCells.Disabled => "Y"u8,
            StaffCells.NotDisabled => "N"u8,
            _ => NoDisability.Draw(_random),
        });
        csv.Text(Orientation.Draw(_random));
        csv.Text(People.Religion.Draw(_random));
        csv.Text(Caring.Draw(_random));
        csv.Text(Pattern.Draw(_random));
        WriteAnswers(csv, cell);
        _comments.WriteStaff(csv, _random);
        csv.Text("1"u8);
    }

    private byte[] RankBand(byte[] worker, int service) => worker[0] switch
    {
        (byte)'O' when service > LastProbationService => OfficerRank.Draw(_random),
        (byte)'S' when worker[1] == (byte)'T' => StaffBand.Draw(_random),
        (byte)'P' => "Band E-G"u8.ToArray(),
        _ => "Constable"u8.ToArray(),
    };

    private void WriteAnswers(CsvRows csv, int cell)
    {
        double mood = _random.NextUnit();
        double Unit() => _random.NextUnit() is var unit && unit < Mood ? mood : (unit - Mood) / (1 - Mood);
        foreach (AnswerPlan item in _items)
            csv.Text((item.Draw(cell, Unit()) switch
            {
                Answer.Favourable => Agree,
                Answer.Unfavourable => Disagree,
                _ => NoAnswer,
            }).Draw(_random));
        // People with a low mood are more likely to report bullying, so the mood is reversed here.
        csv.Text(_bullied.Draw(cell, Math.BitDecrement(1.0) - mood) switch
        {
            Answer.Favourable => "1"u8,
            Answer.Unfavourable => "2"u8,
            _ => "98"u8,
        });
    }
}
