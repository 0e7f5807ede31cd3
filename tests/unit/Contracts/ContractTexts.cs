namespace IncDiv.Contracts.Tests;

/// <summary>Contracts for tests: those of this build with some files changed.</summary>
internal static class ContractTexts
{
    /// <summary>The contracts of this build, with files added or replaced.</summary>
    public static IEnumerable<ContractText> With(params IEnumerable<(string File, string Yaml)> files)
    {
        ContractText[] own = [.. files.Select(f => new ContractText(f.File, f.Yaml))];
        return [.. ContractText.Embedded.Where(t => own.All(o => o.File != t.File)), .. own];
    }

    /// <summary>The feeds of this build with other measures: nothing else refers to a measure.</summary>
    public static IEnumerable<ContractText> WithMeasures(string yaml) =>
    [
        .. ContractText.Embedded.Where(t =>
            t.File.Split('/') is not (["Measures" or "Packs" or "Disclosure", _] or ["Measures", "Coverage" or "SeriesBreaks", _])),
        // A policy that names no measure.
        new ContractText("Disclosure/policy.yaml", File.ReadAllText(Repository.PathOf("tests/data/force/Disclosure/policy.yaml"))),
        new ContractText("Measures/new.yaml", yaml),
    ];
}
