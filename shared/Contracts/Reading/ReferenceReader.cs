namespace IncDiv.Contracts.Reading;

/// <summary>Reads what measures refer to by name: populations and series breaks.</summary>
internal static class ReferenceReader
{
    /// <summary>Populations: counts, from which shares are computed, or shares as a source prints them; see
    /// <c>Measures/Populations/populations.yaml</c>.</summary>
    public static void ReadPopulations(ContractFile file, Known<PopulationVintage> populations)
    {
        foreach (Section population in file.Entries("population"))
        {
            string title = population.Required("title");
            var shares = new Dictionary<string, double>(population.NumberMap("shares"), StringComparer.Ordinal);
            IReadOnlyDictionary<string, double> residents = population.NumberMap("residents");
            Section? places = population.Part("places", "places");
            double all = residents.Values.Sum();
            foreach ((string group, double count) in residents)
                shares[group] = 100 * count / all;
            IReadOnlyList<(string Key, string Text, int Line)> allBut = population.TextMap("all_but");
            if (places is not null && allBut.Count != 1)
                population.Problem(
                    ": 'places' need exactly one entry under 'all_but', which says whom their second number counts.", population.LineOf("places"));
            foreach ((string label, string group, int line) in allBut)
            {
                if (residents.TryGetValue(group, out double others))
                    shares[label] = 100 * (all - others) / all;
                else
                    population.Problem($": '{label}' is all but '{group}', which is not among the residents.", line);
                foreach (string place in places?.Names ?? [])
                    if (places!.Numbers(place) is [> 0 and var people, var otherPeople])
                        shares[Breakdown.Joined(label, place)] = 100 * (people - otherPeople) / people;
                    else
                        population.Problem($": '{place}' must be [residents, those of '{group}'].", places.LineOf(place));
            }
            places?.Finish();
            populations.Add(population, population.Key, population.Finish() ? new PopulationVintage(population.Key, title, shares) : null);
        }
    }

    /// <summary>Series breaks; see <c>Measures/SeriesBreaks/breaks.yaml</c>.</summary>
    public static IEnumerable<(Section At, SeriesBreak Break)> ReadBreaks(ContractFile file)
    {
        foreach (Section section in file.Items("series break"))
        {
            string quarter = section.Required("quarter"), reason = section.Required("reason");
            if (!Quarter.TryParse(quarter, out Quarter first) && quarter.Length > 0)
                section.Problem($": '{quarter}' is not a quarter; write it like 2026-27-Q2.", section.LineOf("quarter"));
            bool breaks = section.RequiredOneOf(
                "kind", true, "one of boundary, code list, question, process", ("boundary", true), ("code list", true), ("question", true), ("process", false));
            var read = new SeriesBreak(
                first, breaks, section.Words("feeds"), section.Words("measures"), section.Words("breakdowns"), section.Words("groups"), reason);
            if (section.Finish())
                yield return (section, read);
        }
    }

    /// <summary>Either <c>{ value, source }</c> or <c>{ population, group }</c>, a share of a vintage of the population.</summary>
    public static Benchmark? ReadBenchmark(Section? section, Known<PopulationVintage> populations)
    {
        if (section is null)
            return null;
        string? name = section.Text("population");
        string group = section.Text("group", "");
        Benchmark? read = null;
        if (name is null)
            read = new Benchmark(section.RequiredNumber("value"), section.Required("source"));
        else if (populations.Find(section, name, section.LineOf("population")) is not { } vintage)
            section.Value("source");
        else if (vintage.Shares.TryGetValue(group, out double share))
            read = new Benchmark(share, $"{group}: {vintage.Title}");
        else
            section.Problem($": population '{name}' has no group '{group}'.", section.LineOf("group"));
        return section.IfSound(read);
    }
}

/// <summary>Reads which measures answer the statements of a strategy; see the comments in <c>Measures/Coverage/1-s000-success.yaml</c>.</summary>
internal static class CoverageReader
{
    public static void Read(ContractFile file, Known<Measure> measures, List<CoverageSection> sections)
    {
        if (file.Root("file of statements") is not { } root)
            return;
        string document = root.Required("document");
        var seen = sections.Where(s => s.Document == document).SelectMany(s => s.Statements).Select(s => s.At).ToHashSet(StringComparer.Ordinal);
        foreach (Section section in root.Items("sections", "section"))
        {
            var statements = new List<CoverageStatement>();
            foreach (Section item in section.Items("statements", "statement"))
            {
                var statement = new CoverageStatement(item.Required("at"), item.Required("says"), item.Words("measures"), item.Text("why_not", ""));
                foreach (YamlText id in item.Texts("measures").Where(id => !measures.Contains(id.Text)))
                    item.Problem($" at {statement.At}: there is no measure '{id.Text}' in the catalogue.", id.Line);
                if (statement.Measures.Count == 0 && statement.WhyNot.Length == 0)
                    item.Problem($" at {statement.At}: name the measures that answer it, or say under 'why_not' why none does.");
                if (!seen.Add(statement.At))
                    item.Problem($" at {statement.At} is listed twice in {document}.");
                item.Finish();
                statements.Add(statement);
            }
            sections.Add(new CoverageSection(document, section.Required("title"), statements));
            section.Finish();
        }
        root.Finish();
    }
}
