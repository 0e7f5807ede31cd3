namespace IncDiv.Samples.Workforce;

/// <summary>The grades of one kind of worker: a vacancy is filled from the grade below, less often by women and BME people.</summary>
internal sealed class Ladder(WorkerModel model, int strength, SampleRandom random)
{
    private const int Candidates = 6;
    // Extra days of service that a candidate needs, compared with a White man, to be seen as equally ready. This makes senior grades less diverse.
    private const int BmeHandicap = 250;
    private const int FemaleHandicap = 150;

    private readonly int[] _posts = Apportionment.LargestRemainder([.. model.Grades.Select(g => g.Strength)], strength);
    private readonly double[] _joiners = [.. model.Grades.Select(g => g.Joiners)];

    public int GradeOfJoiner()
    {
        double at = random.NextUnit() * _joiners.Sum();
        int grade = 0;
        while (at >= _joiners[grade])
            at -= _joiners[grade++];
        return grade;
    }

    /// <summary>Assigns grades to the opening strength.</summary>
    public void FillAtOrigin(IEnumerable<Person> everyone, DateOnly origin)
    {
        List<Person> junior = [.. everyone];
        for (int grade = _posts.Length - 1; grade > 0; grade--)
            for (int post = 0; post < _posts[grade]; post++)
            {
                Person person = Take(junior, p => p.Start.DayNumber);
                int days = origin.DayNumber - person.Start.DayNumber;
                Raise(person, grade, person.Start.AddDays(days / 2 + random.Below(days / 2 + 1)));
            }
    }

    public void Promote(IEnumerable<Person> everyone, Quarter quarter)
    {
        List<Person>[] grades = [.. _posts.Select(_ => new List<Person>())];
        foreach (Person person in everyone)
            if (person.Start < quarter.FirstDay)
                grades[person.GradeIndex].Add(person);
        int[] filled = [.. grades.Select(g => g.Count)];
        foreach (Person person in everyone)
            if (person.Start >= quarter.FirstDay)
                filled[person.GradeIndex]++;
        for (int grade = _posts.Length - 1; grade > 0; grade--)
            for (; filled[grade] < _posts[grade] && grades[grade - 1].Count > 0; filled[grade]++, filled[grade - 1]--)
                Raise(Take(grades[grade - 1], p => p.GradeStart.DayNumber), grade, random.DayOf(quarter));
    }

    private Person Take(List<Person> from, Func<Person, int> since)
    {
        int chosen = random.Tournament(
            from, Candidates, p => since(p) + (PersonCells.IsBme(p.Cell) ? BmeHandicap : 0) + (PersonCells.IsFemale(p.Cell) ? FemaleHandicap : 0));
        Person person = from[chosen];
        from[chosen] = from[^1];
        from.RemoveAt(from.Count - 1);
        return person;
    }

    private static void Raise(Person person, int grade, DateOnly day)
    {
        person.PreviousGrade = person.Model.Grades[grade - 1];
        person.GradeIndex = grade;
        person.GradeStart = day;
    }
}
