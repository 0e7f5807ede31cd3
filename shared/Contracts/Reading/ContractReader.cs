namespace IncDiv.Contracts.Reading;

/// <summary>Reads contract files and lists all their problems, not only the first: a contract is data, so no compiler checks it. What a file holds is decided
/// by its folder; files are read in the order in which they name each other.</summary>
internal sealed class ContractReader
{
    private readonly List<ContractProblem> _problems = [];
    private readonly Known<CodeList> _lists = new("code list", "CodeLists");
    private readonly CatalogueNames _known = new(
        new("feed", "Feeds"), new("breakdown", "Measures/Breakdowns"), new("population", "Measures/Populations"), new("measure", "Measures"));

    private readonly List<(Section At, SeriesBreak Break)> _breaks = [];
    private readonly List<(Section At, string Name)> _coarser = [];
    private readonly List<CoverageSection> _coverage = [];
    private readonly Known<Hierarchy> _hierarchies = new("hierarchy", "Releases/Hierarchies");
    private readonly Known<MicrodataRelease> _releases = new("microdata release", "Releases");
    private readonly Known<PackDefinition> _packs = new("pack", "Packs");
    private readonly ILookup<string, ContractText> _files;
    private readonly SortedSet<string> _read = new(StringComparer.Ordinal);
    private DisclosurePolicy? _policy;

    private ContractReader(IEnumerable<ContractText> texts) =>
        _files = texts.OrderBy(t => t.File, StringComparer.Ordinal).ToLookup(t => t.File[..Math.Max(t.File.LastIndexOf('/'), 0)], StringComparer.Ordinal);

    /// <summary>Reads all contracts of a force.</summary>
    /// <returns>The contracts, null if there are problems; and these, by file and line.</returns>
    public static (ContractSet? Contracts, IReadOnlyList<ContractProblem> Problems) Read(IEnumerable<ContractText> texts)
    {
        ContractText[] files = [.. texts];
        var reader = new ContractReader(files);
        reader.ReadFiles();
        ContractSet? read = reader._problems.Count > 0 ? null : new ContractSet(
            new MeasureCatalogue(
                new FeedCatalogue(reader._lists.SoundByName(), [.. reader._known.Feeds.Sound.OrderBy(f => f.Name, StringComparer.Ordinal)]),
                reader._known.Breakdowns.SoundByName(), reader._known.Populations.SoundByName(), [.. reader._breaks.Select(b => b.Break)],
                [.. reader._known.Measures.Sound], MeasureCatalogue.VersionOf(files)),
            reader._coverage,
            new ReleaseCatalogue(reader._hierarchies.SoundByName(), [.. reader._releases.Sound.OrderBy(r => r.Feed.Name, StringComparer.Ordinal)]),
            new PackCatalogue([.. reader._packs.Sound]), reader._policy!);
        return (read, [.. reader._problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line ?? 0)]);
    }

    private void ReadFiles()
    {
        In("CodeLists", f => CodeListReader.Read(f, _lists));
        In("Feeds", f => FeedReader.Read(f, _lists, _known.Feeds));
        In("Measures/Breakdowns", f => BreakdownReader.Read(f, _known.Breakdowns, _coarser));
        In("Measures/Populations", f => ReferenceReader.ReadPopulations(f, _known.Populations));
        In("Measures", f => MeasureReader.Read(f, _known));
        In("Measures/SeriesBreaks", f => _breaks.AddRange(ReferenceReader.ReadBreaks(f)), isOptional: true);
        In("Measures/Coverage", f => CoverageReader.Read(f, _known.Measures, _coverage), isOptional: true);
        In("Releases/Hierarchies", f => HierarchyReader.Read(f, _lists, _hierarchies), isOptional: true);
        In("Releases", f => ReleaseReader.Read(f, _known.Feeds, _known.Breakdowns, _hierarchies, _releases), isOptional: true);
        In("Disclosure", f => _policy = PolicyReader.Read(f, _known));
        In("Packs", f => PackReader.Read(f, _known, _packs), isOptional: true);
        CheckAcross();
        foreach (ContractText second in _files["Disclosure"].Skip(1))
            _problems.Add(new ContractProblem(second.File, null, "There is more than one disclosure policy. Keep one file."));
        foreach (IGrouping<string, ContractText> folder in _files.Where(f => !_read.Contains(f.Key)))
            foreach (ContractText text in folder)
                _problems.Add(new ContractProblem(text.File, null, $"This file is in no folder of contracts. Move it to one of {string.Join(", ", _read)}."));
    }

    private void In(string folder, Action<ContractFile> read, bool isOptional = false)
    {
        _read.Add(folder);
        if (!isOptional && !_files[folder].Any())
            _problems.Add(new ContractProblem(
                $"{folder}/", null, "There is no .yaml file. A force needs at least one here; those of this build are an example."));
        foreach (ContractText text in _files[folder])
            read(new ContractFile(text, _problems));
    }

    private void CheckAcross()
    {
        Dictionary<string, string> byName = _coarser.DistinctBy(c => c.At.Key).ToDictionary(c => c.At.Key, c => c.Name, StringComparer.Ordinal);
        foreach ((Section at, string coarser) in _coarser)
            if (!_known.Breakdowns.Contains(coarser))
                at.Problem($": there is no breakdown '{coarser}'.", at.LineOf("coarser"));
            else if (IsCoarserThanItself(at.Key, byName))
                at.Problem(": by 'coarser' it comes back to itself.", at.LineOf("coarser"));
        if (_known.Feeds.Sound.Count(f => f.Kind == FeedKind.ActionPlan) > 1)
            _problems.Add(new ContractProblem("Feeds/", null, "More than one feed is an action plan. Packs show one; keep one."));
        foreach ((Section at, SeriesBreak seriesBreak) in _breaks)
        {
            foreach (string id in seriesBreak.Measures.Where(id => !_known.Measures.Contains(id)))
                at.Problem($": it names measure '{id}', which is not in the catalogue.", at.LineOf("measures"));
            foreach (string feed in seriesBreak.Feeds.Where(f => !_known.Feeds.Contains(f)))
                at.Problem($": it names feed '{feed}', which there is not.", at.LineOf("feeds"));
            foreach (string breakdown in seriesBreak.Breakdowns.Where(b => !_known.IsBreakdown(b)))
                at.Problem($": it names breakdown '{breakdown}', which there is not.", at.LineOf("breakdowns"));
        }
    }

    private static bool IsCoarserThanItself(string breakdown, Dictionary<string, string> coarser)
    {
        string? at = breakdown;
        for (int steps = 0; steps <= coarser.Count && at is not null; steps++)
            at = coarser.GetValueOrDefault(at);
        return at is not null;
    }
}
