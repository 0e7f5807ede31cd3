using System.Globalization;
using IncDiv.Contracts.Feeds;

namespace IncDiv.Samples;

/// <summary>Rows of any feed, drawn from its contract alone: codes in equal shares, dates of the quarter, numbers of their range, and what the rules across
/// columns ask for. They show that a contract works; unlike the samples with a model of their own they hold no figures that anyone published.</summary>
internal sealed class ContractRows(Feed feed, Quarter quarter, SampleRandom random) : ISampleRows
{
    public const ulong Stream = 0xC0;

    private const int MaxYears = 10;

    private readonly ulong _keys = random.NextBits();
    private ulong _row;

    public void Write(CsvRows csv)
    {
        var row = feed.Columns.ToDictionary(c => c.Name, Draw, StringComparer.Ordinal);
        foreach (FeedRule rule in feed.Rules)
            Keep(rule, row);
        foreach (FeedColumn column in feed.Columns)
            csv.Text(CsvRows.Field(row[column.Name]));
        _row++;
    }

    private string Draw(FeedColumn column) => column.Type switch
    {
        ColumnType.Key => Key(column),
        ColumnType.Code => column.Codes!.Codes[random.Below(column.Codes.Codes.Count)].Code,
        ColumnType.Date when column.Name == feed.Period.Name => Text(feed.PeriodIsSnapshot ? quarter.LastDay : random.DayOf(quarter)),
        ColumnType.Date => Text(Before(quarter.FirstDay)),
        ColumnType.Number => Number(column),
        ColumnType.Text => $"Unit {(char)('A' + random.Below(5))}",
        ColumnType.FreeText => random.Below(10) == 0 ? "A comment." : "",
        _ => "",
    };

    // Digits suit every set of characters that a contract allows so far; a longer key than the contract allows is cut from the left.
    private string Key(FeedColumn column)
    {
        string digits = ((_keys % 1_000_000 * 10_000_000) + _row).ToString("D13", CultureInfo.InvariantCulture);
        return digits[^Math.Min(digits.Length, column.MaxLength)..];
    }

    private string Number(FeedColumn column)
    {
        double low = column.Minimum ?? 0, high = column.Maximum ?? low + 10;
        // Never the lower bound, which may be excluded.
        return (low + ((high - low) * (1 + random.Below(100)) / 100)).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private void Keep(FeedRule rule, Dictionary<string, string> row)
    {
        DateOnly Date(string column) => DateOnly.ParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        row[rule.Column] = rule switch
        {
            BlankUnless r => r.Is.Contains(row[r.When]) ? row[r.Column] : "",
            Together r => row[r.Other].Length == 0 ? "" : row[r.Column],
            NotAfter r when row[r.Column].Length > 0 && row[r.Other].Length > 0 && Date(r.Column) > Date(r.Other) => Text(Before(Date(r.Other))),
            NotBeforeQuarter => Text(random.DayOf(quarter)),
            WithinDaysAfter r when row[r.Other].Length > 0 => Text(Date(r.Other).AddDays(random.Below(r.Days + 1))),
            AgeBetween r when row[r.At].Length > 0 => Text(Date(r.At).AddYears(-r.Minimum - random.Below(r.Maximum - r.Minimum)).AddDays(-1)),
            _ => row[rule.Column],
        };
    }

    private DateOnly Before(DateOnly day) => day.AddDays(-random.Below(365 * MaxYears));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
