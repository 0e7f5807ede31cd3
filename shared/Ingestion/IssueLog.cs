using IncDiv.Contracts.Receipts;

namespace IncDiv.Ingestion;

/// <summary>The issues of one drop: every one is counted, the first ones are listed.</summary>
internal sealed class IssueLog
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<Issue> _file = [];
    private readonly List<Issue> _rows = [];
    private readonly List<Issue> _warnings = [];

    public bool HasFileError => _file.Count > 0;

    /// <summary>Number of issues by code, in order of the codes.</summary>
    public IReadOnlyList<IssueCount> Counts => [.. _counts.Select(c => new IssueCount(c.Key, c.Value))];

    /// <summary>File-level issues, then rows in order of the file, then warnings.</summary>
    public IReadOnlyList<Issue> Listed => [.. _file.Concat(_rows).Concat(_warnings).Take(DropReading.MostIssuesListed)];

    public void AddFile(string code, long? line, string? column, string message)
    {
        Count(code, 1);
        List(_file, new Issue(code, line, column, message));
    }

    public void AddWarning(string code, long? line, string? column, string message, long count = 1)
    {
        Count(code, count);
        List(_warnings, new Issue(code, line, column, message));
    }

    /// <summary>Counts an issue of a row and says whether there is still room to list it.</summary>
    public bool CountRow(string code)
    {
        Count(code, 1);
        return _rows.Count < DropReading.MostIssuesListed;
    }

    public void ListRow(string code, long line, string? column, string message) => _rows.Add(new Issue(code, line, column, message));

    private static void List(List<Issue> list, Issue issue)
    {
        if (list.Count < DropReading.MostIssuesListed)
            list.Add(issue);
    }

    private void Count(string code, long count) => _counts[code] = _counts.GetValueOrDefault(code) + count;
}
