namespace IncDiv.Samples.Pas;

/// <summary>The person whose answers are written.</summary>
/// <param name="Class">The class of ethnic group and age (<see cref="PasAnswers.ClassOf"/>).</param>
/// <param name="Mood">Uniform on [0, 1): how favourably the person answers in general. Low is favourable.</param>
internal readonly record struct Interviewee(int Borough, int Class, double Weight, double Mood);

/// <summary>Draws the answers to one item. Its true share of favourable answers by ethnic group and age (16-24 or older) is chosen so that London's weighted
/// level and gaps are those of the item. Weights represent residents, so London's mix is that of the census.</summary>
/// <param name="drift">Points added to the level.</param>
internal sealed class PasAnswers(PasItem item, double drift, SampleRandom random)
{
    public const double Young = 0.14;
    public const int Groups = 6;
    private const double NotStated = 0.03;
    private const double BlackBelowOthers = 3;
    private const double LargestSpread = 0.05;
    private readonly double[] _levels = [.. Levels(item, item.Level + drift).Select(l => l / 100)];
    private readonly double _young = item.YoungGap / 100;
    // The amount that a borough adds to a person's probability. It does not change the shares of the classes.
    private readonly double[] _nudges = [.. London.Boroughs.Select((_, i) => Spread(item) * Math.Sin(i * 2.4))];
    private readonly double[] _owed = new double[Groups * 2];

    /// <summary>Shares of the ethnic groups among the residents of a borough; "not stated" is last.</summary>
    public static double[] EthnicShares(Borough borough) =>
    [.. Enumerable.Range(0, Groups - 1).Select(g => (1 - NotStated) * borough.ResidentsOf((EthnicGroup)g) / borough.Residents), NotStated];

    /// <summary>The class of an ethnic group and age. Each class has its own share.</summary>
    public static int ClassOf(int group, bool young) => young ? Groups + group : group;

    /// <summary>Writes one answer and returns whether it was favourable.</summary>
    public bool Write(CsvRows csv, Interviewee person, double unit)
    {
        if (random.NextUnit() < item.NoAnswer)
        {
            csv.Drawn(random, item.Scale.None);
            return false;
        }
        bool favourable = Carry.Draw(ref _owed[person.Class], Share(person.Class), _nudges[person.Borough], person.Weight, unit);
        csv.Drawn(random, favourable ? item.Scale.Favourable : item.Scale.Unfavourable);
        return favourable;
    }

    private double Share(int ageClass) => ageClass < Groups ? _levels[ageClass] - Young * _young : _levels[ageClass - Groups] + (1 - Young) * _young;

    private static double Spread(PasItem item) => Math.Min(LargestSpread, 0.4 * Math.Min(item.Level, 100 - item.Level) / 100);

    private static double[] Levels(PasItem item, double level)
    {
        double Of(EthnicGroup group) => London.Boroughs.Sum(b => b.ResidentsOf(group));
        double others = Of(EthnicGroup.Mixed) + Of(EthnicGroup.Other);
        double rest = Of(EthnicGroup.Black) + others;
        double bme = rest + Of(EthnicGroup.Asian);
        double whiteLevel = level - item.BmeGap * bme / (bme + Of(EthnicGroup.White));
        double asianLevel = whiteLevel + item.AsianGap;
        double restLevel = ((whiteLevel + item.BmeGap) * bme - asianLevel * Of(EthnicGroup.Asian)) / rest;
        double blackLevel = restLevel - BlackBelowOthers * others / rest;
        return [whiteLevel, blackLevel + BlackBelowOthers, asianLevel, blackLevel, blackLevel + BlackBelowOthers, level];
    }
}
