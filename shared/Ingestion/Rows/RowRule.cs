namespace IncDiv.Ingestion.Rows;

/// <summary>A rule of the contract, bound to the parsers that hold the current row.</summary>
/// <param name="Others">Other columns that the rule reads. If one of them has a fault, the rule is not checked.</param>
internal sealed record RowRule(FeedRule Rule, ColumnParser Column, ColumnParser[] Others, Func<bool> IsBroken)
{
    public static RowRule Bind(FeedRule rule, ColumnParser[] columns)
    {
        ColumnParser Find(string name) => Array.Find(columns, c => c.Column.Name == name)
            ?? throw new InvalidOperationException($"The rule on '{rule.Column}' needs column '{name}', which is not read.");
        DateParser Date(string name) => (DateParser)Find(name);
        ColumnParser column = Find(rule.Column);
        switch (rule)
        {
            case RequiredWhen r:
                Func<bool> needed = IsOneOf(Find(r.When), r.Is);
                return new RowRule(rule, column, [Find(r.When)], () => column.IsBlank && needed());
            case BlankUnless r:
                Func<bool> fitting = IsOneOf(Find(r.When), r.Is);
                return new RowRule(rule, column, [Find(r.When)], () => !column.IsBlank && !fitting());
            case Together r:
                ColumnParser other = Find(r.Other);
                return new RowRule(rule, column, [other], () => column.IsBlank != other.IsBlank);
            case NotAfter r:
                return OnDates(rule, Date(r.Column), Date(r.Other), (day, limit) => day > limit);
            case NotBeforeQuarter r:
                return OnDates(rule, Date(r.Column), Date(r.At), (day, at) => day < Quarter.Containing(at).FirstDay);
            case WithinDaysAfter r:
                return OnDates(rule, Date(r.Column), Date(r.Other), (day, start) => day < start || day.DayNumber - start.DayNumber > r.Days);
            case AgeBetween r:
                return OnDates(rule, Date(r.Column), Date(r.At), (day, at) => CalendarSpan.Years(day, at) is int age && (age < r.Minimum || age > r.Maximum));
            default:
                throw new InvalidOperationException($"There is no check for {rule.GetType().Name}.");
        }
    }

    public bool Fails()
    {
        if (Column.IsFaulty)
            return false;
        foreach (ColumnParser other in Others)
            if (other.IsFaulty)
                return false;
        return IsBroken();
    }

    private static RowRule OnDates(FeedRule rule, DateParser column, DateParser other, Func<DateOnly, DateOnly, bool> isBroken) =>
        new(rule, column, [other], () => !column.IsBlank && !other.IsBlank && isBroken(column.Day, other.Day));

    private static Func<bool> IsOneOf(ColumnParser when, IReadOnlyList<string> codes)
    {
        var parser = (CodeParser)when;
        var indices = codes.Select(c => parser.Column.Codes!.OrderOf(c) + 1).ToHashSet();
        return () => indices.Contains(parser.Index);
    }
}
