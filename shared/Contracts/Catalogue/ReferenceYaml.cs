namespace IncDiv.Contracts.Catalogue;

/// <summary>The written form of a population: counts, from which shares are computed, or shares as a source prints them.</summary>
internal sealed class PopulationYaml
{
    public string? Title { get; set; }

    /// <summary>Ethnic group to residents; all but White make BME.</summary>
    public Dictionary<string, double> Residents { get; set; } = [];

    public Dictionary<string, double> Shares { get; set; } = [];

    /// <summary>Borough to residents and White residents.</summary>
    public Dictionary<string, double[]> Boroughs { get; set; } = [];

    public Population ToPopulation(string name)
    {
        var shares = new Dictionary<string, double>(Shares, StringComparer.Ordinal);
        double all = Residents.Values.Sum();
        foreach ((string group, double residents) in Residents)
            shares[group] = 100 * residents / all;
        if (Residents.TryGetValue("White", out double white))
            shares["BME"] = 100 * (all - white) / all;
        foreach ((string borough, double[] of) in Boroughs)
            shares[$"BME, {borough}"] = of is [> 0, _] ? 100 * (of[0] - of[1]) / of[0] : throw new InvalidDataException($"Population '{name}', {borough}: write [residents, White residents].");
        return new Population(name, Title ?? throw new InvalidDataException($"Population '{name}' has no 'title'."), shares);
    }
}

/// <summary>The written form of a series break.</summary>
internal sealed class SeriesBreakYaml
{
    public string? Quarter { get; set; }

    /// <summary><c>boundary</c>, <c>code list</c> or <c>question</c> break the series; <c>process</c> only starts new control limits.</summary>
    public string? Kind { get; set; }

    public List<string> Feeds { get; set; } = [];

    public List<string> Measures { get; set; } = [];

    public List<string> Breakdowns { get; set; } = [];

    public List<string> Groups { get; set; } = [];

    public string? Reason { get; set; }

    public SeriesBreak ToBreak(string file)
    {
        if (!Contracts.Quarter.TryParse(Quarter, out Quarter first))
            throw new InvalidDataException($"{file}: '{Quarter}' is not a quarter; write it like 2026-27-Q2.");
        if (Kind is not ("boundary" or "code list" or "question" or "process"))
            throw new InvalidDataException($"{file}, {Quarter}: kind '{Kind}' is not one of boundary, code list, question, process.");
        if (string.IsNullOrWhiteSpace(Reason))
            throw new InvalidDataException($"{file}, {Quarter}: a break needs its recorded 'reason'.");
        return new SeriesBreak(first, Kind != "process", Feeds, Measures, Breakdowns, Groups, Reason);
    }
}
