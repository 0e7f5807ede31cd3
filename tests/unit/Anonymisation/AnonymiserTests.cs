using IncDiv.Contracts.Rows;

namespace IncDiv.Anonymisation.Tests;

public sealed class AnonymiserTests
{
    private static readonly PseudonymKey Key = PseudonymKey.Parse(new string('a', 64), "k1");

    [Theory]
    [InlineData("pas")]
    [InlineData("staff-survey")]
    [InlineData("victim-satisfaction")]
    [InlineData("workforce")]
    public void A_curated_batch_has_the_columns_of_the_contract_in_order(string feedName)
    {
        Feed feed = ContractSet.Embedded.Feeds.Find(feedName)!;
        RowBatch raw = Raw(feed, []);

        using var anonymiser = new Anonymiser(feed, Key);
        RowBatch curated = anonymiser.Anonymise(raw);

        Assert.Equal(feed.CuratedColumns.Select(c => c.Name), curated.Names);
        Assert.Equal((raw.Quarter, 1), (curated.Quarter, curated.Count));
        foreach ((CuratedColumn column, ColumnValues values) in feed.CuratedColumns.Zip(curated.Columns))
            Assert.Equal(
                column.Kind switch { CuratedKind.Pseudonym => typeof(PseudonymValues), CuratedKind.Number => typeof(NumberValues), _ => typeof(CodeValues) },
                values.GetType());
    }

    [Fact]
    public void Kept_columns_are_passed_on_and_identifiers_dates_and_text_are_not()
    {
        Feed feed = ContractSet.Embedded.Feeds.Find("workforce")!;
        RowBatch raw = Raw(feed, []);

        using var anonymiser = new Anonymiser(feed, Key);
        RowBatch curated = anonymiser.Anonymise(raw);

        Assert.Same(raw.Column<CodeValues>("ethnicity"), curated.Column<CodeValues>("ethnicity"));
        Assert.DoesNotContain(curated.Columns, c => c is KeyValues or DateValues);
        Assert.DoesNotContain("date_of_birth", curated.Names);
    }

    [Fact]
    public void A_person_has_one_pseudonym_in_a_feed_and_another_in_the_next()
    {
        UInt128 Pseudonym(string name, string id)
        {
            Feed feed = ContractSet.Embedded.Feeds.Find(name)!;
            using var anonymiser = new Anonymiser(feed, Key);
            return anonymiser.Anonymise(Raw(feed, [(feed.Key.Name, id)])).Column<PseudonymValues>("pseudonym").Values[0];
        }

        Assert.Equal(Pseudonym("workforce", "123456"), Pseudonym("workforce", "123456"));
        Assert.NotEqual(Pseudonym("workforce", "123456"), Pseudonym("workforce", "123457"));
        Assert.NotEqual(Pseudonym("workforce", "123456"), Pseudonym("pas", "123456"));
    }

    [Theory]
    [InlineData("date_of_birth", "1992-03-31", "age_band", "25-34")]
    [InlineData("date_of_birth", "1992-04-01", "age_band", "16-24")]
    [InlineData("date_of_birth", "1952-02-29", "age_band", "65+")]
    [InlineData("start_date", "2016-10-01", "length_of_service", "<6m")]
    [InlineData("start_date", "2016-09-30", "length_of_service", "6-12m")]
    [InlineData("start_date", "1997-03-31", "length_of_service", "20y+")]
    [InlineData("start_date", "1997-04-01", "length_of_service", "15-20y")]
    [InlineData("start_date", "2016-09-30", "service_months", "6")]
    [InlineData("start_date", "2017-03-31", "service_months", "0")]
    [InlineData("start_date", "2017-01-01", "joiner", "true")]
    [InlineData("start_date", "2016-12-31", "joiner", "false")]
    [InlineData("leave_date", "2017-03-31", "leaver", "true")]
    [InlineData("leave_date", "2017-04-01", "leaver", "false")]
    [InlineData("leave_date", "", "leaver", "false")]
    public void Workforce_columns_are_derived_at_the_snapshot(string from, string value, string column, string expected) =>
        Assert.Equal(expected, Derived("workforce", column, [("snapshot_date", "2017-03-31"), (from, value)]));

    [Theory]
    [InlineData("rank", "Sergeant", "Constable", "2017-02-01", "true")]
    [InlineData("rank", "Sergeant", "Constable", "2016-12-31", "false")]
    [InlineData("rank", "Sergeant", "Constable", "", "false")]
    [InlineData("rank", "Sergeant", "", "2017-02-01", "false")]
    [InlineData("rank", "Sergeant", "Sergeant", "2017-02-01", "false")]
    [InlineData("rank", "Constable", "Sergeant", "2017-02-01", "false")]
    [InlineData("rank", "Commissioner", "Deputy Commissioner", "2017-01-01", "true")]
    [InlineData("band", "C", "D", "2017-03-31", "true")]
    [InlineData("band", "D", "C", "2017-03-31", "false")]
    [InlineData("band", "A", "Y", "2017-03-31", "true")]
    [InlineData("", "", "Constable", "2017-03-31", "false")]
    public void A_promotion_is_a_later_grade_that_began_in_the_quarter(string gradeColumn, string grade, string previous, string since, string expected)
    {
        (string, string)[] present = [("rank", ""), ("band", "")];
        Assert.Equal(expected, Derived("workforce", "promoted",
            [
                .. present.Where(p => p.Item1 != gradeColumn),
                .. gradeColumn.Length > 0 ? [(gradeColumn, grade)] : Array.Empty<(string, string)>(),
                ("previous_rank", previous), ("rank_start_date", since),
            ]));
    }

    [Theory]
    [InlineData("2017-02-14", "2017-02")]
    [InlineData("2017-03-31", "2017-03")]
    public void Only_the_month_of_a_survey_date_is_kept(string day, string month) =>
        Assert.Equal(month, Derived("pas", "interview_month", [("interview_date", day)]));

    [Theory]
    [InlineData("given", "true")]
    [InlineData("", "false")]
    public void Only_the_presence_of_a_comment_is_kept(string comment, string expected) =>
        Assert.Equal(expected, Derived("pas", "commented", [("comments", comment)]));

    [Fact]
    public void Values_of_an_earlier_batch_do_not_show_in_the_next()
    {
        Feed feed = ContractSet.Embedded.Feeds.Find("pas")!;
        using var anonymiser = new Anonymiser(feed, Key);
        _ = anonymiser.Anonymise(Raw(feed, [("interview_date", "2017-01-05")]));

        CodeValues months = anonymiser.Anonymise(Raw(feed, [("interview_date", "2017-02-05")])).Column<CodeValues>("interview_month");

        Assert.Equal([null, "2017-02"], months.Dictionary);
    }

    private static string? Derived(string feedName, string column, (string Column, string Value)[] values)
    {
        Feed feed = ContractSet.Embedded.Feeds.Find(feedName)!;
        using var anonymiser = new Anonymiser(feed, Key);
        RowBatch curated = anonymiser.Anonymise(Raw(feed, values));
        return curated.Columns[curated.Names.ToList().IndexOf(column)] switch
        {
            CodeValues v => v.Dictionary[v.Indices[0]],
            NumberValues v => v.Values[0].ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"'{column}' is not a derived column."),
        };
    }

    // One row of 2016-17 Q4 in the form that ingestion hands over: blank except for the given values.
    private static RowBatch Raw(Feed feed, (string Column, string Value)[] values)
    {
        FeedColumn[] columns = [.. feed.Columns.Where(c => c.Type != ColumnType.Skipped)];
        var batch = new RowBatch(Quarter.Parse("2016-17-Q4"), [.. columns.Select(c => c.Name)], [.. columns.Select(c => (ColumnValues)(c.Type switch
        {
            ColumnType.Key => new KeyValues(),
            ColumnType.Date => new DateValues(),
            ColumnType.Number => new NumberValues(),
            ColumnType.Code => new CodeValues(c.Codes!.Codes.Select(code => code.Code)),
            _ => new CodeValues(["given"]),
        }))]);
        batch.EnsureCapacity(1);
        foreach ((FeedColumn column, ColumnValues target) in columns.Zip(batch.Columns))
        {
            string value = values.FirstOrDefault(v => v.Column == column.Name).Value ?? "";
            switch (target)
            {
                case KeyValues v:
                    v.Set(0, Encoding.UTF8.GetBytes(value.Length > 0 ? value : "K1"));
                    break;
                case DateValues v:
                    v.DayNumbers[0] = value.Length == 0 ? DateValues.Blank : DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
                    break;
                case NumberValues v:
                    v.Values[0] = double.NaN;
                    break;
                case CodeValues v when value.Length > 0:
                    v.Indices[0] = (ushort)v.Dictionary.ToList().IndexOf(value);
                    break;
            }
        }
        batch.Count = 1;
        return batch;
    }
}
