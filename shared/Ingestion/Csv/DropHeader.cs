namespace IncDiv.Ingestion.Csv;

/// <summary>Maps the columns of the contract to the fields of the file, and holds the delimiter.</summary>
/// <param name="fieldCount">Number of fields without the empty trailing ones.</param>
internal sealed class DropHeader(byte delimiter, int fieldCount)
{
    private const int MaxShownLength = 40;

    private readonly Dictionary<FeedColumn, int> _fields = [];

    public byte Delimiter { get; } = delimiter;

    public int FieldCount { get; } = fieldCount;

    /// <summary>Position of a column in the file; -1 if the file lacks it.</summary>
    public int FieldOf(FeedColumn column) => _fields.GetValueOrDefault(column, -1);

    /// <summary>Whether a record has as many fields as the header. Further fields must be empty.</summary>
    public bool Fits(CsvReader record)
    {
        for (int i = FieldCount; i < record.FieldCount; i++)
            if (!Utf8Text.Trim(record.Field(i)).IsEmpty)
                return false;
        return record.FieldCount >= FieldCount;
    }

    /// <summary>Reads the header with the delimiter that gives the most known names. Null, with E101, E102, E107 or E108, if there is no header.</summary>
    public static async Task<DropHeader?> ReadAsync(Feed feed, CsvReader csv, IngestionLimits limits, IssueLog issues, CancellationToken cancellationToken)
    {
        var names = new Names(feed);
        (byte delimiter, int known, string[] header) = ((byte)',', -1, []);
        var failure = CsvStatus.End;
        foreach (byte candidate in ",;\t"u8.ToArray())
        {
            csv.Delimiter = candidate;
            CsvStatus status = await csv.ReadAsync(cancellationToken);
            if (status == CsvStatus.End)
                break;
            if (status != CsvStatus.Record)
            {
                failure = status;
                continue;
            }
            string[] fields = FieldsOf(csv);
            int count = fields.Count(f => names.Find(f) is not null || names.IsForbidden(f));
            if (count > known)
                (delimiter, known, header) = (candidate, count, fields);
            csv.Unread();
        }
        if (known > 0)
            return Match(feed, delimiter, header, names, csv.Line, issues);
        issues.AddFile((known < 0 ? failure : CsvStatus.Record) switch
        {
            CsvStatus.End => new Issue("E101", null, null, FileMessages.Empty),
            CsvStatus.TooLong => new Issue("E108", csv.Line, null, FileMessages.RowTooLong(limits)),
            CsvStatus.UnbalancedQuote => new Issue("E107", csv.Line, null, FileMessages.UnbalancedQuote),
            _ => new Issue("E102", csv.Line, null, FileMessages.NoHeader(feed, header)),
        });
        return null;
    }

    // Names of unknown columns are shown only if the header is sound. If a column is missing, part of a row may be in the header instead.
    private static DropHeader Match(Feed feed, byte delimiter, string[] header, Names names, long line, IssueLog issues)
    {
        var found = new DropHeader(delimiter, header.Length);
        string[] unknown = [.. header.Where(n => n.Length > 0 && names.Find(n) is null && !names.IsForbidden(n))];
        FeedColumn[] missing = [.. feed.Columns.Where(c => !header.Any(n => names.Find(n) == c))];
        bool showsUnknown = missing.Length == 0 && !HoldsValues(unknown);
        for (int i = 0; i < header.Length; i++)
        {
            string? shown = header[i].Length > 0 ? Shown(header[i]) : null;
            if (names.IsForbidden(header[i]))
                issues.AddFile("E105", line, shown, Forbidden(feed, shown));
            else if (names.Find(header[i]) is not { } column)
                issues.AddWarning("W101", line, showsUnknown ? shown : null, Unknown(feed, i + 1, shown, showsUnknown, FindSimilar(header[i], missing)));
            else if (!found._fields.TryAdd(column, i))
                issues.AddFile("E104", line, column.Name, Repeated(column, found._fields[column] + 1, i + 1));
        }
        foreach (FeedColumn column in feed.Columns.Where(c => c.Required && !found._fields.ContainsKey(c)))
            issues.AddFile("E103", line, column.Name, Missing(column));
        return found;
    }

    private static string Forbidden(Feed feed, string? name) =>
        $"Column '{name}' must never be in a {feed.Name} drop, because it identifies people. Remove it from the extract and drop the file again.";

    private static string Repeated(FeedColumn column, int first, int second) =>
        $"Column '{column.Name}' appears twice, as columns {first} and {second} (aliases count). Keep one of them.";

    private static string Missing(FeedColumn column)
    {
        string aliases = column.Aliases.Count > 0 ? $"; it may also be called {string.Join(" or ", column.Aliases)}" : "";
        return $"Column '{column.Name}' ({column.Description}) is missing. Add it to the extract{aliases}.";
    }

    private static string Unknown(Feed feed, int field, string? name, bool isShown, FeedColumn? similar) =>
        name is null ? $"Column {field} has no name and was dropped. If it is needed, give it a name and drop the file again."
        : isShown ? $"Column {field}, '{name}', is not in the {feed.Name} contract and was dropped. If it is needed, correct its name and drop the file again."
        : similar is not null
            ? $"Column {field} is not in the {feed.Name} contract and was dropped, but its name is similar to that of the missing column "
                + $"'{similar.Name}'. If that column is meant, correct the name."
            : $"Column {field} is not in the {feed.Name} contract and was dropped. Its name is not shown, because columns are missing or the "
                + "header seems to hold values, so the name could be a person's. Check the header line.";

    // A name that shares half of its letters, at the start or end, with a missing column is probably a misspelling of it.
    private static FeedColumn? FindSimilar(string name, FeedColumn[] missing) => Array.Find(missing, c =>
        Math.Max(name.AsSpan().CommonPrefixLength(c.Name), CommonEnd(name, c.Name)) * 2 >= c.Name.Length);

    private static int CommonEnd(string a, string b) => a.Reverse().Zip(b.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();

    // If a line end or a quote is missing, the first row becomes part of the header. Rows hold dates, numbers and repeated values; names do not.
    private static bool HoldsValues(string[] unknown) =>
        Array.Exists(unknown, n => n.Any(char.IsControl) || !n.Any(char.IsLetter)) || unknown.Distinct(StringComparer.Ordinal).Count() < unknown.Length;

    private static string[] FieldsOf(CsvReader csv)
    {
        string[] fields = [.. Enumerable.Range(0, csv.FieldCount).Select(i => Encoding.UTF8.GetString(Utf8Text.Trim(csv.Field(i))))];
        return fields[..(Array.FindLastIndex(fields, f => f.Length > 0) + 1)];
    }

    // A delivered name in the form that messages show: without control characters, at most 40 characters.
    private static string Shown(string name)
    {
        string[] characters = [.. name.EnumerateRunes().Take(MaxShownLength + 1).Select(r => Rune.IsControl(r) ? "\uFFFD" : r.ToString())];
        return string.Concat(characters.Take(MaxShownLength)) + (characters.Length > MaxShownLength ? "…" : "");
    }

    private sealed class Names(Feed feed)
    {
        private readonly Dictionary<string, FeedColumn> _columns = feed.Columns
            .SelectMany(c => c.Aliases.Prepend(c.Name), (column, name) => (column, name))
            .DistinctBy(n => n.name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(n => n.name, n => n.column, StringComparer.OrdinalIgnoreCase);

        private readonly HashSet<string> _forbidden = new(feed.Forbidden.Select(LettersOf), StringComparer.OrdinalIgnoreCase);

        public FeedColumn? Find(string name) => _columns.GetValueOrDefault(name);

        // A forbidden column is forbidden in any spelling: "Date of Birth", "E-mail".
        public bool IsForbidden(string name) => _forbidden.Contains(LettersOf(name));

        private static string LettersOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
    }
}
