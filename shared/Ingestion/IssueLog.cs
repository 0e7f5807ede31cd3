namespace IncDiv.Ingestion;

/// <summary>The issues of one drop. All are counted and the first ones are listed. Row issues never displace file issues or warnings from the list.</summary>
internal sealed class IssueLog(int maxListed)
{
    private const int MaxFileIssuesAndWarnings = 1000;

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<Issue> _file = [];
    private readonly List<Issue> _rows = [];
    private readonly List<Issue> _warnings = [];
    private bool _unlisted;

    public bool HasFileError => _file.Count > 0;

    public IReadOnlyList<IssueCount> Counts => [.. _counts.Select(c => new IssueCount(c.Key, c.Value))];

    /// <summary>File-level issues, then rows in order of the file, then warnings.</summary>
    public IReadOnlyList<Issue> Listed =>
        [.. _file.Concat(_rows.Take(Math.Max(0, maxListed - _file.Count - _warnings.Count))).Concat(_warnings).Take(maxListed)];

    public bool IsCapped => _unlisted || _file.Count + _rows.Count + _warnings.Count > maxListed;

    public void AddFile(string code, long? line, string? column, string message) => AddFile(new Issue(code, line, column, message));

    public void AddFile(Issue issue)
    {
        Count(issue.Code, 1);
        List(_file, issue);
    }

    public void AddWarning(string code, long? line, string? column, string message, long count = 1)
    {
        Count(code, count);
        List(_warnings, new Issue(code, line, column, message));
    }

    /// <summary>Counts an issue of a row. Returns whether the list still has space for it.</summary>
    public bool CountRow(string code)
    {
        Count(code, 1);
        if (_rows.Count < maxListed)
            return true;
        _unlisted = true;
        return false;
    }

    public void ListRow(string code, long line, string? column, string message) => _rows.Add(new Issue(code, line, column, message));

    private void List(List<Issue> list, Issue issue)
    {
        if (list.Count < MaxFileIssuesAndWarnings)
            list.Add(issue);
        else
            _unlisted = true;
    }

    private void Count(string code, long count) => _counts[code] = _counts.GetValueOrDefault(code) + count;
}
