namespace IncDiv.Samples.Workforce;

internal static class Tournament
{
    /// <summary>Index of the one with the lowest score among <paramref name="size"/> drawn at random.</summary>
    public static int Pick(IReadOnlyList<Person> people, int size, Func<Person, double> score, SampleRandom random)
    {
        int best = random.Below(people.Count);
        for (int i = 1; i < size; i++)
        {
            int rival = random.Below(people.Count);
            if (score(people[rival]) < score(people[best]))
                best = rival;
        }
        return best;
    }
}
