namespace IncDiv.Contracts.Reading;

/// <summary>
/// Reads contract files and lists all their problems, not only the first: a contract is data, so no compiler checks it. What a file holds is
/// decided by its folder; files are read in the order in which they name each other.
/// </summary>
internal sealed class ContractReader
{
    private readonly List<ContractProblem> _problems = [];
    private readonly Known<CodeList> _lists = new("code list", "CodeLists");
    private readonly Known<Feed> _feeds = new("feed", "Feeds");
    private readonly Known<Breakdown> _breakdowns = new("breakdown", "Measures/Breakdowns");
    private readonly Known<Population> _populations = new("population", "Measures/Populations");
    private readonly Known<Measure> _measures = new("measure", "Measures");
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
                new FeedCatalogue(reader._lists.Sound, [.. reader._feeds.Sound.Values]), reader._breakdowns.Sound, reader._populations.Sound,
                [.. reader._breaks.Select(b => b.Break)], [.. reader._measures.Sound.Values], files),
            new StrategyCoverage(reader._coverage),
            new ReleaseCatalogue(reader._hierarchies.Sound, [.. reader._releases.Sound.Values]),
            new PackCatalogue([.. reader._packs.Sound.Values]),
            reader._policy!);
        return (read, [.. reader._problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line ?? 0)]);
    }

    private void ReadFiles()
    {
        var references = new MeasureReferences(_feeds, _breakdowns, _populations);
        In("CodeLists", f => CodeListReader.Read(f, _lists));
        In("Feeds", f => FeedReader.Read(f, _lists, _feeds));
        In("Measures/Breakdowns", f => BreakdownReader.Read(f, _breakdowns, _coarser));
        In("Measures/Populations", f => ReferenceReader.ReadPopulations(f, _populations));
        In("Measures", f => MeasureReader.Read(f, references, _measures));
        In("Measures/SeriesBreaks", f => _breaks.AddRange(ReferenceReader.ReadBreaks(f)), isOptional: true);
        In("Measures/Coverage", f => CoverageReader.Read(f, _measures, _coverage), isOptional: true);
        In("Releases/Hierarchies", f => HierarchyReader.Read(f, _lists, _hierarchies), isOptional: true);
        In("Releases", f => ReleaseReader.Read(f, _feeds, _breakdowns, _hierarchies, _releases), isOptional: true);
        In("Disclosure", f => _policy = PolicyReader.Read(f, new PolicyNames(_feeds, _breakdowns, _measures)));
        In("Packs", f => PackReader.Read(f, new PackNames(_feeds, _breakdowns, _measures), _packs), isOptional: true);
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
        foreach ((Section at, string coarser) in _coarser)
            if (!_breakdowns.Contains(coarser))
                at.Problem($": there is no breakdown '{coarser}'.", at.LineOf("coarser"));
            else if (IsCoarserThanItself(at.Key))
                at.Problem(": by 'coarser' it comes back to itself.", at.LineOf("coarser"));
        if (_feeds.Sound.Values.Count(f => f.Kind == FeedKind.ActionPlan) > 1)
            _problems.Add(new ContractProblem("Feeds/", null, "More than one feed is an action plan. Packs show one; keep one."));
        foreach ((Section at, SeriesBreak seriesBreak) in _breaks)
        {
            foreach (string id in seriesBreak.Measures.Where(id => !_measures.Contains(id)))
                at.Problem($": it names measure '{id}', which is not in the catalogue.", at.LineOf("measures"));
            foreach (string feed in seriesBreak.Feeds.Where(f => !_feeds.Contains(f)))
                at.Problem($": it names feed '{feed}', which there is not.", at.LineOf("feeds"));
            foreach (string breakdown in seriesBreak.Breakdowns.Where(b => !_breakdowns.IsReported(b)))
                at.Problem($": it names breakdown '{breakdown}', which there is not.", at.LineOf("breakdowns"));
        }
    }

    private bool IsCoarserThanItself(string breakdown)
    {
        Dictionary<string, string> coarser = _coarser.DistinctBy(c => c.At.Key).ToDictionary(c => c.At.Key, c => c.Name, StringComparer.Ordinal);
        string? at = breakdown;
        for (int steps = 0; steps <= coarser.Count && at is not null; steps++)
            at = coarser.GetValueOrDefault(at);
        return at is not null;
    }
}
