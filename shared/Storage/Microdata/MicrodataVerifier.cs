using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace IncDiv.Storage.Microdata;

/// <summary>
/// The third pass (disclosure.md 5.3): reads a written file as plain texts, holds every value against the release and counts the classes. It
/// shares no code with what planned and wrote the file, and does not rely on the order of its rows.
/// </summary>
public static class MicrodataVerifier
{
    private static readonly string[] FooterKeys = ["contract_version", "feed", "hierarchies", "k", "l", "left_out_of_each_class_at_most", "node", "quarter", "release_version", "withheld"];

    /// <param name="withheld">Columns that were left blank on purpose.</param>
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
        // Each look at the schema makes it again.
        Dictionary<string, DataField> fields = reader.Schema.DataFields.ToDictionary(f => f.Name, StringComparer.Ordinal);
        string[] strangers = [.. fields.Keys.Except(expected, StringComparer.Ordinal), .. expected.Except(fields.Keys, StringComparer.Ordinal)];
        if (strangers.Length > 0)
            return new MicrodataCheck(0, 0, 0, 0, null, strangers);
        MicrodataDomain[] domains = [.. expected.Select(c => MicrodataDomain.Create(release, c, withheld.Contains(c)))];
        var strays = new SortedSet<string>(reader.CustomMetadata.Keys.Except(FooterKeys, StringComparer.Ordinal), StringComparer.Ordinal);
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
                    strays.Add(expected[c]);
                if (c < keys.Length)
                    keys[c] = column;
                else if (Array.IndexOf(sensitive, expected[c]) is int index and >= 0)
                    answers[index] = column;
            }
            FoundClass? current = null;
            for (int row = 0; row < rows; row++)
            {
                // Neighbours mostly share their class: hash only where a value differs from the row before.
                if (current is null || !Array.TrueForAll(keys, column => string.Equals(column[row], column[row - 1], StringComparison.Ordinal)))
                    current = ClassOf(classes, sha, keys, row, sensitive.Length);
                current.Count++;
                for (int s = 0; s < answers.Length; s++)
                    if (answers[s][row] is { } answer && stated[s].Contains(answer))
                        current.See(s, answer, l);
            }
            records += rows;
        }
        long atRisk = classes.Values.Where(c => c.Count < k || c.MinAnswers < l).Sum(c => c.Count);
        return new MicrodataCheck(
            records, classes.Count, classes.Count == 0 ? 0 : classes.Values.Min(c => c.Count), atRisk,
            sensitive.Length == 0 || classes.Count == 0 ? null : classes.Values.Min(c => c.MinAnswers), [.. strays]);
    }

    // A refusal is no answer: beside one other value it would leave that one plain.
    private static HashSet<string> Stated(CuratedColumn column) =>
        new(column.Codes?.Codes.Select(c => c.Code).Where(column.Codes.IsStated) ?? ["false", "true"], StringComparer.Ordinal);

    private static FoundClass ClassOf(Dictionary<(ulong, ulong), FoundClass> classes, IncrementalHash sha, string?[][] keys, int row, int sensitive)
    {
        foreach (string?[] column in keys)
        {
            // The length keeps ("ab", "c") apart from ("a", "bc"), and -1 an empty text from a missing one.
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

    private static async Task<string?[]> TextsAsync<T>(ParquetRowGroupReader group, DataField field, int rows, Func<T, string> text, CancellationToken cancellationToken)
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

        public void See(int column, string answer, int enough)
        {
            List<string> seen = _answers[column];
            if (seen.Count < enough && !seen.Contains(answer))
                seen.Add(answer);
        }
    }
}

/// <summary>What an independent reading of a <c>bi</c> file found.</summary>
/// <param name="SmallestClass">Fewest records that share all quasi-identifiers, a suppressed value being a value of its own; 0 in an empty file.</param>
/// <param name="RecordsAtRisk">Records in classes below k, or with fewer than l different values of a sensitive column.</param>
/// <param name="FewestAnswers">Fewest different answers of a sensitive column in a class, refusals not counted; null where no column is sensitive.</param>
/// <param name="Strangers">
/// Columns that the release does not name, columns of it that the file lacks or in which a value stands that the release does not allow, and
/// unknown entries of the footer.
/// </param>
public sealed record MicrodataCheck(long Records, long Classes, long SmallestClass, long RecordsAtRisk, int? FewestAnswers, IReadOnlyList<string> Strangers)
{
    public bool Passes => RecordsAtRisk == 0 && Strangers.Count == 0;
}
