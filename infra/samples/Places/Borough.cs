namespace IncDiv.Samples.Places;

/// <summary>One of the 32 boroughs that the Met polices.</summary>
/// <param name="Bcu">The basic command unit that polices it.</param>
/// <param name="Residents">Usual residents, Census 2011.</param>
/// <param name="EthnicCodes">Residents by 18+1 code.</param>
internal sealed record Borough(string Code, string Name, string Bcu, double Residents, IReadOnlyDictionary<string, double> EthnicCodes)
{
    public double ResidentsOf(EthnicGroup group) => EthnicCodes.Where(c => c.Key[0] == EthnicGroups.Letters[(int)group]).Sum(c => c.Value);
}
