namespace IncDiv.Anonymisation.Derived;

/// <summary>Fills one derived column from the raw columns, by the contract's rule. A blank value gives a blank result; a flag is then false.</summary>
internal abstract class DerivedValues
{
    private static readonly string[] Flags = ["false", "true"];

    public static DerivedValues For(DerivedColumn column, Feed feed) => column switch
    {
        YearsBand c => new Bands(c.From, c.At, c.Codes, CalendarSpan.Years),
        MonthsBand c => new Bands(c.From, c.At, c.Codes, CalendarSpan.Months),
        MonthsBetween c => new Months(c),
        Month c => new MonthOf(c),
        InQuarter c => new FlagOf(raw => DateIn(raw, c.From)),
        Given c => new FlagOf(raw => IsFilled(raw, c.From)),
        PromotedInQuarter c => new FlagOf(new Promotion(c, feed).Test),
        _ => throw new InvalidOperationException($"There is no derivation for {column.GetType().Name}."),
    };

    /// <summary>Computes the values of all rows of a raw batch. The next batch overwrites them.</summary>
    public abstract ColumnValues Fill(RowBatch raw);

    private static Func<int, bool> DateIn(RowBatch raw, string column)
    {
        int[] days = raw.Column<DateValues>(column).DayNumbers;
        (int first, int last) = (raw.Quarter.FirstDay.DayNumber, raw.Quarter.LastDay.DayNumber);
        return row => days[row] >= first && days[row] <= last;
    }

    private static Func<int, bool> IsFilled(RowBatch raw, string column)
    {
        ushort[] indices = raw.Column<CodeValues>(column).Indices;
        return row => indices[row] != 0;
    }

    private sealed class Bands(string from, string at, CodeList codes, Func<DateOnly, DateOnly, int> length) : DerivedValues
    {
        private readonly CodeValues _values = new(codes.Codes.Select(c => c.Code));

        public override ColumnValues Fill(RowBatch raw)
        {
            int[] starts = raw.Column<DateValues>(from).DayNumbers, ends = raw.Column<DateValues>(at).DayNumbers;
            _values.EnsureCapacity(raw.Count);
            for (int row = 0; row < raw.Count; row++)
                _values.Indices[row] = starts[row] == DateValues.Blank || ends[row] == DateValues.Blank
                    ? (ushort)0
                    : BandOf(length(DateOnly.FromDayNumber(starts[row]), DateOnly.FromDayNumber(ends[row])));
            return _values;
        }

        private ushort BandOf(int value)
        {
            for (int i = codes.Codes.Count - 1; i >= 0; i--)
                if (codes.Codes[i].From <= value)
                    return (ushort)(i + 1);
            return 0;
        }
    }

    private sealed class Months(MonthsBetween column) : DerivedValues
    {
        private readonly NumberValues _values = new();

        public override ColumnValues Fill(RowBatch raw)
        {
            int[] starts = raw.Column<DateValues>(column.From).DayNumbers, ends = raw.Column<DateValues>(column.At).DayNumbers;
            _values.EnsureCapacity(raw.Count);
            for (int row = 0; row < raw.Count; row++)
                _values.Values[row] = starts[row] == DateValues.Blank || ends[row] == DateValues.Blank
                    ? double.NaN
                    : CalendarSpan.Months(DateOnly.FromDayNumber(starts[row]), DateOnly.FromDayNumber(ends[row]));
            return _values;
        }
    }

    private sealed class MonthOf(Month column) : DerivedValues
    {
        private readonly CodeValues _values = new([]);
        private readonly Dictionary<(int Year, int Month), ushort> _months = [];

        public override ColumnValues Fill(RowBatch raw)
        {
            int[] days = raw.Column<DateValues>(column.From).DayNumbers;
            _values.Clear();
            _months.Clear();
            _values.EnsureCapacity(raw.Count);
            for (int row = 0; row < raw.Count; row++)
                _values.Indices[row] = days[row] == DateValues.Blank ? (ushort)0 : IndexOf(DateOnly.FromDayNumber(days[row]));
            return _values;
        }

        private ushort IndexOf(DateOnly day)
        {
            if (!_months.TryGetValue((day.Year, day.Month), out ushort index))
                _months[(day.Year, day.Month)] = index = _values.Add(day.ToString("yyyy-MM", CultureInfo.InvariantCulture));
            return index;
        }
    }

    private sealed class FlagOf(Func<RowBatch, Func<int, bool>> test) : DerivedValues
    {
        private readonly CodeValues _values = new(Flags);

        public override ColumnValues Fill(RowBatch raw)
        {
            Func<int, bool> isTrue = test(raw);
            _values.EnsureCapacity(raw.Count);
            for (int row = 0; row < raw.Count; row++)
                _values.Indices[row] = (ushort)(isTrue(row) ? 2 : 1);
            return _values;
        }
    }

    private sealed class Promotion(PromotedInQuarter column, Feed feed)
    {
        // For each column of the present grade: maps the index of the previous grade to its 1-based position on that column's ladder; 0 if it is not on it.
        private readonly int[][] _steps = [.. column.Now.Select(now => StepsOf(CodesOf(feed, column.Previous), CodesOf(feed, now)))];

        public Func<int, bool> Test(RowBatch raw)
        {
            Func<int, bool> inQuarter = DateIn(raw, column.From);
            ushort[] previous = raw.Column<CodeValues>(column.Previous).Indices;
            ushort[][] now = [.. column.Now.Select(n => raw.Column<CodeValues>(n).Indices)];
            return row =>
            {
                int grade = Array.FindIndex(now, indices => indices[row] != 0);
                int before = grade < 0 ? 0 : _steps[grade][previous[row]];
                return before > 0 && before < now[grade][row] && inQuarter(row);
            };
        }

        private static int[] StepsOf(CodeList previous, CodeList now) => [0, .. previous.Codes.Select(c => now.OrderOf(c.Code) + 1)];

        private static CodeList CodesOf(Feed feed, string column) => feed.Columns.First(c => c.Name == column).Codes
            ?? throw new InvalidOperationException($"Column '{column}' needs a code list to compare grades.");
    }
}
