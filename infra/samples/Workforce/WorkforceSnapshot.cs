namespace IncDiv.Samples.Workforce;

/// <summary>Everyone employed at any time in a quarter. The force is simulated from a fixed origin, so that people persist between quarters.</summary>
internal sealed class WorkforceSnapshot : ISampleRows
{
    private const double PayPerYearOfService = 0.022;
    private const double YearsOfIncrements = 8;
    private const ulong PayNumbers = 1_000_000_000;
    // It has no common factor with PayNumbers, so distinct serials give distinct numbers.
    private const ulong PayNumberStride = 387_420_489;
    private static readonly Quarter Origin = new(2009, 4);
    private static readonly Quarter FirstDegreeRoutes = new(2020, 4);

    private static readonly Mix BmeOfOfficers = new(("1", 25), ("2", 40), ("3", 24), ("4", 11));
    private static readonly Mix BmeOfOthers = new(("1", 15), ("2", 40), ("3", 37), ("4", 8));
    private static readonly Mix NoEthnicity = new(("NS", 7), ("", 3));
    private static readonly Mix Disability = new(("Y", 4), ("N", 60), ("PNS", 5), ("", 31));
    private static readonly Mix Orientation = new(("HET", 61), ("GAY", 3), ("BI", 1), ("OTH", 0.3), ("PNS", 10), ("", 24.7));
    private static readonly Mix Reassigned = new(("N", 62), ("Y", 0.2), ("PNS", 6), ("", 31.8));
    private static readonly Mix Caring = new(("Y", 17), ("N", 43), ("PNS", 4), ("", 36));
    private static readonly Mix PatternOfWomen = new(("FULL", 76), ("PART", 14), ("FLEX", 9), ("BREAK", 1));
    private static readonly Mix PatternOfOthers = new(("FULL", 94), ("PART", 1.5), ("FLEX", 4), ("BREAK", 0.5));
    private static readonly Mix EarlyRoute = new(("OTHER", 88), ("TRANSFER", 8), ("REJOIN", 1), ("PN", 2), ("DIRECT", 1));
    private static readonly Mix LateRoute = new(("PCDA", 48), ("DHEP", 27), ("TDC", 10), ("PN", 6), ("TRANSFER", 6), ("REJOIN", 3));

    private readonly ulong _seed;
    private readonly DateOnly _snapshot;
    private readonly List<Person> _people = [];
    private int _next;

    /// <exception cref="ArgumentException">The quarter is before the simulation's origin.</exception>
    public WorkforceSnapshot(Quarter quarter, int rows, ulong seed)
    {
        if (quarter <= Origin)
            throw new ArgumentException($"Workforce samples begin in {Origin.AddQuarters(1)}, not in {quarter}.", nameof(quarter));
        _seed = seed;
        _snapshot = quarter.LastDay;
        int[] rowsByType = Apportionment.LargestRemainder([.. WorkerModel.All.Select(m => m.Rows)], rows);
        for (int i = 0; i < rowsByType.Length; i++)
        {
            var group = new WorkerGroup(WorkerModel.All[i], rowsByType[i], Origin, seed, i);
            for (Quarter at = Origin.AddQuarters(1); at <= quarter; at = at.AddQuarters(1))
                group.Advance(at);
            _people.AddRange(group.Everyone());
            _people.AddRange(group.Leavers);
        }
        new SampleRandom(seed, SampleRandom.StreamOf(quarter)).Shuffle(_people);
    }

    public void Write(CsvRows csv)
    {
        Person person = _people[_next++];
        // Each person has a separate sequence, always read in the same order, so its values are the same in every quarter.
        var random = new SampleRandom(_seed, ~person.Serial);
        WriteIdentity(csv, person, random);
        WriteWork(csv, person, random);
        WriteCharacteristics(csv, person, random);
        WritePay(csv, person, random);
    }

    private void WriteIdentity(CsvRows csv, Person person, SampleRandom random)
    {
        ulong number = (person.Serial * PayNumberStride + SampleRandom.Scramble(_seed) % PayNumbers) % PayNumbers;
        csv.Number("P"u8, (long)number, 9);
        byte[] forename = People.Forename.Draw(random);
        byte[] surname = People.Surname.Draw(random);
        int warrant = random.Below(1_000_000);
        if (person.Model.HasRank)
            csv.Number(default, warrant, 6);
        else
            csv.Blank();
        csv.Text(forename);
        csv.Text(surname);
        csv.Number([.. surname, (byte)'.'], (long)number, 9, "@example.invalid"u8);
        People.WritePostcode(csv, random);
        csv.Date(person.Birth);
    }

    private void WriteWork(CsvRows csv, Person person, SampleRandom random)
    {
        WorkerModel model = person.Model;
        csv.Date(_snapshot);
        csv.Text(model.TypeCode);
        csv.Text(model.HasRank ? person.Grade.Field : default);
        csv.Text(model.HasBand ? person.Grade.Field : default);
        csv.Text(person.PreviousGrade?.Field);
        Post post = model switch
        {
            { IsOfficer: true } => Post.OfOfficer(random, PersonCells.IsBme(person.Cell) || PersonCells.IsFemale(person.Cell) ? 0.45 : 1),
            { Type: "STAFF" } => Post.OfStaff(random),
            _ => Post.OnBorough(random),
        };
        csv.Text(post.BusinessGroup);
        csv.Text(post.Ocu);
        csv.Text(post.Bcu);
        csv.Text(model.IsOfficer ? post.SpecialistUnit : default);
        WritePattern(csv, person, random);
        csv.Date(person.Start);
        byte[] route = (Quarter.Containing(person.Start) < FirstDegreeRoutes ? EarlyRoute : LateRoute).Draw(random);
        csv.Text(model.IsOfficer ? route : default);
        csv.Date(model.HasRank || model.HasBand ? person.GradeStart : null);
        csv.Date(person.Leave);
        csv.Text(person.LeaveReason);
    }

    private static void WritePattern(CsvRows csv, Person person, SampleRandom random)
    {
        byte[] pattern = (PersonCells.IsFemale(person.Cell) ? PatternOfWomen : PatternOfOthers).Draw(random);
        int partTime = 50 + 5 * random.Below(9);
        if (!person.Model.HasBand && !person.Model.IsOfficer)
        {
            csv.Decimal(0, 2);
            csv.Blank();
            return;
        }
        csv.Decimal(pattern[0] switch { (byte)'P' => partTime, (byte)'B' => 0, _ => 100 }, 2);
        csv.Text(pattern);
    }

    private static void WriteCharacteristics(CsvRows csv, Person person, SampleRandom random)
    {
        int group = PersonCells.IsWhite(person.Cell) ? (int)EthnicGroup.White
            : PersonCells.IsBme(person.Cell) ? (person.Model.IsOfficer ? BmeOfOfficers : BmeOfOthers).Draw(random)[0] - '0'
            : (int)EthnicGroup.NotStated;
        csv.Drawn(random, London.CodesOf(group, NoEthnicity));
        csv.Text(PersonCells.Sex(person.Cell));
        csv.Drawn(random, Disability, Orientation, People.Religion, Reassigned, Caring);
    }

    private void WritePay(CsvRows csv, Person person, SampleRandom random)
    {
        double scatter = 0.97 + 0.06 * random.NextUnit();
        double pay = person.Grade.HourlyPay;
        if (pay == 0)
        {
            csv.Blank();
            return;
        }
        double years = Math.Min(YearsOfIncrements, (_snapshot.DayNumber - person.Start.DayNumber) / 365.25);
        csv.Decimal((long)(pay * (1 + PayPerYearOfService * years) * scatter * 100), 2);
    }
}
