using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace IncDiv.Storage.Microdata;

/// <summary>The third pass (disclosure.md 5.3). It reads a written file as plain text, checks every value against the release and counts the classes. It shares
/// no code with the planner and the writer, and does not rely on the order of the rows.</summary>
public static class MicrodataVerifier
{
    private static readonly string[] FooterKeys =
    [
        "contract_version", "feed", "hierarchies", "k", "l", "left_out_of_each_class_at_most", "node", "quarter", "release_version", "withheld",
    ];

    /// <param name="withheld">Columns that are blank on purpose.</param>
    public static async Task<MicrodataCheck> CheckAsync(
        MicrodataRelease release, Stream file, int k, int l, IReadOnlyCollection<string> withheld, CancellationToken cancellationToken)
    {
        string[] sensitive = l <= 1 ? [] : [.. release.Sensitive.Except(withheld, StringComparer.Ordinal)];
        HashSet<string>[] stated = [.. sensitive.Select(s => Stated(release.Measures.First(m => m.Name == s)))];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var classes = new Dictionary<(ulong, ulong), FoundClass>();
        long records = 0;
        await using ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken);
        string[] expected = [.. release.Columns.Select(c => c.Name)];
        // The schema property builds a new schema on each access.
        Dictionary<string, DataField> fields = reader.Schema.DataFields.ToDictionary(f => f.Name, StringComparer.Ordinal);
        string[] unexpectedColumns = [.. fields.Keys.Except(expected, StringComparer.Ordinal), .. expected.Except(fields.Keys, StringComparer.Ordinal)];
        if (unexpectedColumns.Length > 0)
            return new MicrodataCheck(0, 0, 0, 0, null, unexpectedColumns);
        MicrodataDomain[] domains = [.. expected.Select(c => MicrodataDomain.Create(release, c, withheld.Contains(c)))];
        var unexpectedValues = new SortedSet<string>(reader.CustomMetadata.Keys.Except(FooterKeys, StringComparer.Ordinal), StringComparer.Ordinal);
        for (int g = 0; g < reader.RowGroupCount; g++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
            int rows = checked((int)group.RowCount);
            var keys = new string?[release.QuasiIdentifiers.Count][];
            var answers = new string?[sensitive.Length][];
            for (int c = 0; c < expected.Length; c++)
            {
                string?[] column = await ColumnAsync(group, fields[expected[c]], rows, cancellationToken);
                if (!domains[c].AllowsAll(column))
                    unexpectedValues.Add(expected[c]);
                if (c < keys.Length)
                    keys[c] = column;
                else if (Array.IndexOf(sensitive, expected[c]) is int index and >= 0)
                    answers[index] = column;
            }
            FoundClass? current = null;
            for (int row = 0; row < rows; row++)
            {
                // Adjacent rows mostly share their class, so hash only if a value differs from the row before.
                if (current is null || !Array.TrueForAll(keys, column => string.Equals(column[row], column[row - 1], StringComparison.Ordinal)))
                    current = ClassOf(classes, sha, keys, row, sensitive.Length);
                current.Count++;
                for (int s = 0; s < answers.Length; s++)
                    if (answers[s][row] is { } answer && stated[s].Contains(answer))
                        current.AddAnswer(s, answer, l);
            }
            records += rows;
        }
        long atRisk = classes.Values.Where(c => c.Count < k || c.MinAnswers < l).Sum(c => c.Count);
        return new MicrodataCheck(
            records, classes.Count, classes.Count == 0 ? 0 : classes.Values.Min(c => c.Count), atRisk,
            sensitive.Length == 0 || classes.Count == 0 ? null : classes.Values.Min(c => c.MinAnswers), [.. unexpectedValues]);
    }

    // Refusals do not count as answers: a class with refusals and one other answer would reveal that answer.
    private static HashSet<string> Stated(CuratedColumn column) =>
        new(column.Codes?.Codes.Select(c => c.Code).Where(column.Codes.IsStated) ?? ["false", "true"], StringComparer.Ordinal);

    private static FoundClass ClassOf(Dictionary<(ulong, ulong), FoundClass> classes, IncrementalHash sha, string?[][] keys, int row, int sensitive)
    {
        foreach (string?[] column in keys)
        {
            // The length distinguishes ("ab", "c") from ("a", "bc"), and -1 distinguishes a missing value from an empty one.
            byte[] text = Encoding.UTF8.GetBytes(column[row] ?? "");
            sha.AppendData(BitConverter.GetBytes(column[row] is null ? -1 : text.Length));
            sha.AppendData(text);
        }
        Span<byte> hash = stackalloc byte[32];
        sha.GetHashAndReset(hash);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(hash);
        if (!classes.TryGetValue((words[0], words[1]), out FoundClass? found))
            classes.Add((words[0], words[1]), found = new FoundClass(sensitive));
        return found;
    }

    private static async Task<string?[]> ColumnAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellationToken)
    {
        if (field.ClrType == typeof(int))
            return await TextsAsync<int>(group, field, rows, static n => n.ToString(CultureInfo.InvariantCulture), cancellationToken);
        if (field.ClrType == typeof(double))
            return await TextsAsync<double>(group, field, rows, static n => n.ToString(CultureInfo.InvariantCulture), cancellationToken);
        if (field.ClrType == typeof(bool))
            return await TextsAsync<bool>(group, field, rows, static b => b ? "true" : "false", cancellationToken);
        var texts = new string?[rows];
        await group.ReadAsync(field, texts.AsMemory(), cancellationToken: cancellationToken);
        return texts;
    }

    private static async Task<string?[]> TextsAsync<T>(
        ParquetRowGroupReader group, DataField field, int rows, Func<T, string> text, CancellationToken cancellationToken)
        where T : struct
    {
        var values = new T?[rows];
        await group.ReadAsync<T>(field, values.AsMemory(), cancellationToken: cancellationToken);
        return [.. values.Select(v => v is { } known ? text(known) : null)];
    }

    private sealed class FoundClass(int sensitive)
    {
        private readonly List<string>[] _answers = [.. Enumerable.Range(0, sensitive).Select(_ => new List<string>(1))];

        public long Count { get; set; }

        public int MinAnswers => _answers.Length == 0 ? int.MaxValue : _answers.Min(a => a.Count);

        public void AddAnswer(int column, string answer, int maxAnswers)
        {
            List<string> seen = _answers[column];
            if (seen.Count < maxAnswers && !seen.Contains(answer))
                seen.Add(answer);
        }
    }
}

/// <summary>The result of the independent check of a <c>bi</c> file.</summary>
/// <param name="SmallestClass">The minimum number of records that share all quasi-identifiers. A suppressed value counts as a value. 0 for an empty
/// file.</param>
/// <param name="RecordsAtRisk">The number of records in classes smaller than k, or with fewer than l different values of a sensitive column.</param>
/// <param name="MinAnswers">The minimum number of different answers of a sensitive column in a class, without refusals; null if no column is sensitive.</param>
/// <param name="UnexpectedValues">Names of columns that are not in the release, are missing from the file or hold a value that the release does not allow, and
/// of unknown footer entries.</param>
public sealed record MicrodataCheck(long Records, long Classes, long SmallestClass, long RecordsAtRisk, int? MinAnswers, IReadOnlyList<string> UnexpectedValues)
{
    public bool Passes => RecordsAtRisk == 0 && UnexpectedValues.Count == 0;
}
