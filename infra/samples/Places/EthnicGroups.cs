namespace IncDiv.Samples.Places;

internal static class EthnicGroups
{
    /// <summary>The letter with which the 18+1 codes of each stated group begin.</summary>
    public const string Letters = "WMABO";

    public static bool IsBme(EthnicGroup group) => group is not (EthnicGroup.White or EthnicGroup.NotStated);
}
