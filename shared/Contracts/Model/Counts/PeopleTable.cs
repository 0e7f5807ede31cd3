namespace IncDiv.Contracts.Counts;

/// <summary>The people of a feed in a quarter, with the codes of each that populations ask for. Restricted: a row for each person, without any identifier.
/// </summary>
/// <param name="columns">One for each column that a population can name, in ordinal order of the names.</param>
/// <param name="persons">How many there are.</param>
public sealed class PeopleTable(string feed, Quarter quarter, IReadOnlyList<PeopleColumn> columns, int persons)
{
    private readonly Dictionary<string, PeopleColumn> _byName = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);

    public string Feed { get; } = feed;

    public Quarter Quarter { get; } = quarter;

    public IReadOnlyList<PeopleColumn> Columns { get; } = columns;

    public int Persons { get; } = persons;

    /// <summary>Null if there is no such column.</summary>
    public PeopleColumn? Find(string column) => _byName.GetValueOrDefault(column);
}

/// <summary>A column of a <see cref="PeopleTable"/>.</summary>
/// <param name="Codes">Entry 0 is <see cref="Population.Blank"/>; of numbers, entry 1 is <see cref="Population.Filled"/>.</param>
/// <param name="Places">For each person an index into <paramref name="Codes"/>.</param>
/// <param name="IsQuestion">It holds answers. Each question is a subject of its own: its counts cross characteristics, and rarely another question.</param>
public sealed record PeopleColumn(string Name, IReadOnlyList<string> Codes, ushort[] Places, bool IsQuestion)
{
    /// <summary>Of answers to several questions at once: each question with the codes of those who answered it. Empty for any other column.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Joins { get; init; } = new Dictionary<string, IReadOnlySet<string>>();
}
