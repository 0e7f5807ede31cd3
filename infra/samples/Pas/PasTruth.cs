namespace IncDiv.Samples.Pas;

/// <summary>The true share of favourable answers to one item by ethnic group and age (16-24 or older), chosen so that London's weighted level and gaps are
/// those of the item. Weights represent residents, so London's mix is that of the census.</summary>
internal sealed class PasTruth
{
    public const double Young = 0.14;
    public const double NotStated = 0.03;
    public const int Groups = 6;
    private const double BlackBelowOthers = 3;
    private const double LargestSpread = 0.05;
    private readonly double[] _levels;
    private readonly double[] _boroughs;
    private readonly double _young;

    /// <param name="drift">Points added to the level.</param>
    public PasTruth(PasItem item, double drift)
    {
        _levels = [.. Levels(item, item.Level + drift).Select(l => l / 100)];
        _young = item.YoungGap / 100;
        double spread = Math.Min(LargestSpread, 0.4 * Math.Min(item.Level, 100 - item.Level) / 100);
        _boroughs = [.. London.Boroughs.Select((_, i) => spread * Math.Sin(i * 2.4))];
    }

    /// <summary>Shares of the ethnic groups among the residents of a borough; "not stated" is last.</summary>
    public static double[] EthnicShares(Borough borough) =>
    [.. Enumerable.Range(0, Groups - 1).Select(g => (1 - NotStated) * borough.ResidentsOf((EthnicGroup)g) / borough.Residents), NotStated];

    /// <summary>The class of an ethnic group and age. Each class has its own share.</summary>
    public static int ClassOf(int group, bool young) => young ? Groups + group : group;

    public double Share(int ageClass) => ageClass < Groups ? _levels[ageClass] - Young * _young : _levels[ageClass - Groups] + (1 - Young) * _young;

    /// <summary>The amount that a borough adds to a person's probability. It does not change the shares of the classes.</summary>
    public double Nudge(int borough) => _boroughs[borough];

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
