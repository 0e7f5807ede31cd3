using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Tests;

/// <summary>Made-up staff, with categories as uneven as real ones, in ten linked tables (one-way and two-way) of about 1,030 cells: the shape of disclosure.md
/// O16.</summary>
internal static class StaffRelease
{
    public static IReadOnlyList<Dimension> Dimensions { get; } =
    [
        Numbered("borough", 33) with
        {
            Groups = Enumerable.Range(0, 12).ToDictionary(
                g => $"bcu {g:00}",
                IReadOnlySet<string> (g) => Enumerable.Range(0, 33).Where(b => b % 12 == g).Select(b => $"{b:00}").ToHashSet()),
        },
        Numbered("ethnicity", 6) with
        {
            Groups = new Dictionary<string, IReadOnlySet<string>> { ["BME"] = new HashSet<string> { "01", "02", "03", "04", "05" } },
        },
        Numbered("sex", 3), Numbered("rank", 9),
    ];

    public static IReadOnlyList<IReadOnlyList<int>> Tables { get; } = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];

    public static CoverModel Model(int people, int seed, IntervalRequirement requirement, int minimum = 10) => MicrodataCover.Build(
        Dimensions, Draw(people, seed), Tables,
        (cell, value) => cell with { State = PrimaryRules.IsSmall(value, minimum) ? CellState.Primary : CellState.Open, Requirement = requirement });

    public static IReadOnlyList<Combination> Draw(int people, int seed)
    {
        var random = new Random(seed);
        double[][] shares = [.. Dimensions.Select((d, i) => Shares(d.Codes.Count, Powers[i]))];
        var counts = new Dictionary<string, (int[] Codes, long Count)>(StringComparer.Ordinal);
        for (int i = 0; i < people; i++)
        {
            int[] codes = [.. shares.Select(s => Pick(s, random.NextDouble()))];
            string key = string.Join(' ', codes);
            counts[key] = (codes, counts.GetValueOrDefault(key).Count + 1);
        }
        return [.. counts.Values.Select(c => new Combination(c.Codes, c.Count))];
    }

    private static readonly double[] Powers = [0.3, 1.5, 3, 1.75];

    private static Dimension Numbered(string name, int codes) =>
        new(name, [.. Enumerable.Range(0, codes).Select(c => c.ToString("00", CultureInfo.InvariantCulture))]);

    // Zipf: the frequency of each code falls with a power of its rank.
    public static double[] Shares(int codes, double power)
    {
        double[] weights = [.. Enumerable.Range(1, codes).Select(c => Math.Pow(c, -power))];
        double sum = weights.Sum(), running = 0;
        return [.. weights.Select(w => running += w / sum)];
    }

    public static int Pick(double[] cumulated, double at)
    {
        int code = Array.FindIndex(cumulated, s => at < s);
        return code < 0 ? cumulated.Length - 1 : code;
    }
}
