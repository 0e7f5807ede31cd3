namespace IncDiv.Samples.Tests;

/// <summary>Finds breaches of a feed's contract, rule by rule, as stated in the YAML.</summary>
internal static class ContractCheck
{
    public static List<string> Breaches(string feedName, SampleTable table)
    {
        Feed feed = ContractSet.Embedded.Feeds.Find(feedName)!;
        var breaches = new List<string>();
        Assert.Equal(feed.Columns.Select(c => c.Name), table.Header);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (string[] row in table.Rows)
        {
            if (row.Length != feed.Columns.Count)
            {
                breaches.Add("R207");
                continue;
            }
            IEnumerable<string> found = feed.Columns.Select(c => Breach(c, table.Get(row, c.Name))).OfType<string>();
            found = found.Concat(feed.Rules.Where(r => !Holds(r, table, row)).Select(r => $"{r.Code} {r.Column}"));
            if (!keys.Add(table.Get(row, feed.Key.Name)))
                found = found.Append("R205");
            breaches.AddRange(found);
        }
        return breaches;
    }

    private static string? Breach(FeedColumn column, string value)
    {
        if (value.Length == 0)
            return column.ValueRequired ? $"R201 {column.Name}" : null;
        return column.Type switch
        {
            ColumnType.Key => value.Length < column.MinLength || value.Length > column.MaxLength
                || (column.Characters is not null && value.Any(c => !char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))) ? $"R202 {column.Name}" : null,
            ColumnType.Code => column.Codes!.Match(value, out _) switch
            {
                CodeMatch.Known => null,
                CodeMatch.Outside => "R208",
                _ => $"R204 {column.Name}",
            },
            ColumnType.Date => TryDate(value, out _) ? null : $"R202 {column.Name}",
            ColumnType.Number => !double.TryParse(value, CultureInfo.InvariantCulture, out double number) ? $"R202 {column.Name}"
                : number < column.Minimum || (column.MinimumIsExclusive && number <= column.Minimum) || number > column.Maximum ? $"R203 {column.Name}" : null,
            ColumnType.Text => value.Length > column.MaxLength ? $"R203 {column.Name}" : null,
            _ => null,
        };
    }

    private static bool Holds(FeedRule rule, SampleTable table, string[] row)
    {
        string Get(string column) => table.Get(row, column);
        DateOnly? Day(string column) => TryDate(Get(column), out DateOnly day) ? day : null;
        return rule switch
        {
            RequiredWhen r => !r.Is.Contains(Get(r.When)) || Get(r.Column).Length > 0,
            BlankUnless r => r.Is.Contains(Get(r.When)) || Get(r.Column).Length == 0,
            Together r => Get(r.Column).Length == 0 == (Get(r.Other).Length == 0),
            NotAfter r => !(Day(r.Column) > Day(r.Other)),
            NotBeforeQuarter r => Day(r.Column) is not { } day || Day(r.At) is not { } at || day >= Quarter.Containing(at).FirstDay,
            WithinDaysAfter r => Day(r.Column) is not { } day || Day(r.Other) is not { } other
                || (day.DayNumber - other.DayNumber is var days && days >= 0 && days <= r.Days),
            AgeBetween r => Day(r.Column) is not { } birth || Day(r.At) is not { } at
                || (birth.AddYears(r.Minimum) <= at && birth.AddYears(r.Maximum + 1) > at),
            _ => false,
        };
    }

    private static bool TryDate(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
