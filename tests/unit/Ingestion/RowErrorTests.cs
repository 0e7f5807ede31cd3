using IncDiv.Ingestion.Receipts;

namespace IncDiv.Ingestion.Tests;

public sealed class RowErrorTests
{
    [Theory]
    [InlineData("pas", "R201", "borough", "", "must not be blank. Use one of E09000002")]
    [InlineData("pas", "R201", "respondent_id", "", "Give each row its own identifier.")]
    [InlineData("pas", "R201", "respondent_id", "unknown", "Give each row its own identifier.")]
    [InlineData("workforce", "R201", "pay_number", "000000", "Give each row its own identifier.")]
    [InlineData("workforce", "R201", "fte", " ", "must not be blank. Write a number from 0 to 1")]
    [InlineData("workforce", "R202", "pay_number", "AB-12", "Use 4 to 12 of the characters 0-9A-Z.")]
    [InlineData("workforce", "R202", "pay_number", "A12", "Use 4 to 12 of the characters 0-9A-Z.")]
    [InlineData("workforce", "R202", "fte", "half", "has a value that is not a number. Write a number from 0 to 1")]
    [InlineData("workforce", "R202", "fte", "NaN", "that is not a number")]
    [InlineData("pas", "R202", "interview_date", "02/14/2017", "that is not a date. Write dates as 2017-03-31 or 31/03/2017.")]
    [InlineData("pas", "R202", "interview_date", "2017-2-14", "that is not a date. Write dates as 2017-03-31 or 31/03/2017.")]
    [InlineData("pas", "R202", "interview_date", "2017-02-29", "that is not a date. Write dates as 2017-03-31 or 31/03/2017.")]
    [InlineData("workforce", "R203", "fte", "1.01", "has the value '1.01' that is out of range. Write a number from 0 to 1")]
    [InlineData("workforce", "R203", "hourly_pay", "0", "has a value that is out of range. Write a number above 0")]
    [InlineData("pas", "R203", "weight", "0", "out of range")]
    [InlineData("pas", "R203", "weight", "50.5", "out of range")]
    [InlineData("pas", "R203", "interview_date", "0017-02-14", "out of range. Write dates as")]
    [InlineData("workforce", "R203", "date_of_birth", "2001-04-01", "must be from 16 to 100")]
    [InlineData("workforce", "R203", "date_of_birth", "1916-03-31", "must be from 16 to 100")]
    [InlineData("workforce", "R203", "snapshot_date", "2017-03-30", "is not the last day of a quarter. Write 31 March")]
    [InlineData("workforce", "R203", "ocu", "0123456789012345678901234567890123456789012345678901234567890", "more than 60 characters")]
    [InlineData("pas", "R204", "q60", "6", "has the value '6' that its code list 'good5' lacks. Use one of 1, 2, 3, 4, 5, 97, 98, 99.")]
    [InlineData("pas", "R202", "respondent_id", "P\u202E1", "Use 1 to 64 characters.")]
    [InlineData("workforce", "R202", "ocu", "North\u200Barea", "that is not one line of text without invisible characters")]
    [InlineData("workforce", "R202", "ocu", "\"North\narea\"", "that is not one line of text without invisible characters")]
    [InlineData("pas", "R204", "q60", "12345", "has a value that its code list 'good5' lacks")]
    [InlineData("pas", "R204", "borough", "SW1A 1AA", "has a value that its code list 'borough' lacks")]
    [InlineData("pas", "R204", "ethnicity", "Q7", "has a value that its code list 'ethnicity' lacks. Use one of W1,")]
    [InlineData("pas", "R206", "xq128c", "1", "Column 'xq128c' must be blank unless 'xq128a' is 1.")]
    [InlineData("workforce", "R206", "rank", "", "Column 'rank' must be filled when 'worker_type' is OFFICER or SPECIAL.")]
    [InlineData("workforce", "R206", "leave_date", "2017-02-01", "must both be filled, or both be blank.")]
    [InlineData("workforce", "R206", "start_date", "2017-04-01", "must not be after the date in 'snapshot_date'.")]
    [InlineData("victim-satisfaction", "R206", "interview_date", "2017-01-19", "must be from 0 to 365 days after")]
    [InlineData("victim-satisfaction", "R206", "interview_date", "2018-01-21", "must be from 0 to 365 days after")]
    [InlineData("victim-satisfaction", "R206", "hate_strand", "RACE", "must be blank unless 'victim_group' is HATE.")]
    [InlineData("pas", "R208", "borough", "E09000001", "outside the area policed")]
    [InlineData("pas", "R208", "borough", "City of London", "Leave such rows out of the extract.")]
    public async Task A_bad_cell_rejects_its_row_and_says_where_and_what_to_do(string feed, string code, string column, string value, string message)
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop(feed).Rows(30).Row((column, value)).Rows(9));

        Issue issue = Assert.Single(drop.Reading.Issues);
        Assert.Equal((code, 32L, column), (issue.Code, issue.Line!.Value, issue.Column));
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
        Assert.Equal((39, 1), (drop.Reading.RowsAccepted, drop.Reading.RowsRejected));
    }

    [Theory]
    [InlineData("victim-satisfaction", "interview_date", "2018-01-20")]
    [InlineData("victim-satisfaction", "interview_date", "2017-01-20")]
    [InlineData("workforce", "date_of_birth", "2001-03-31")]
    [InlineData("workforce", "date_of_birth", "1916-04-01")]
    [InlineData("workforce", "start_date", "2017-03-31")]
    [InlineData("workforce", "fte", "0")]
    [InlineData("workforce", "fte", "1")]
    [InlineData("pas", "weight", "50")]
    [InlineData("pas", "ethnicity", "")]
    public async Task A_value_at_the_edge_is_accepted(string feed, string column, string value) =>
        Assert.Empty((await ReadDrop.Of(new SampleDrop(feed).Row((column, value)))).Reading.Issues);

    [Fact]
    public async Task R205_a_repeated_identifier_also_in_another_case()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").Rows(30).Row(("respondent_id", "p00003")));

        Issue issue = drop.Only("R205");
        Assert.Equal((32L, "respondent_id"), (issue.Line!.Value, issue.Column));
        Assert.Contains("Keep one row for each identifier.", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identifier_of_a_row_that_was_not_read_is_new()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").Rows(30).Line($"P00099,{new string('x', 50)}").Row(("respondent_id", "P00099")));

        Assert.Equal(32, drop.Only("R207").Line);
    }

    [Fact]
    public async Task R206_a_snapshot_that_differs_from_the_first()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("workforce").Rows(30).Row(("snapshot_date", "2017-06-30")));

        Issue issue = drop.Only("R206");
        Assert.Equal((32L, "snapshot_date"), (issue.Line!.Value, issue.Column));
        Assert.Contains("Write 2017-03-31 in every row", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData(",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,x")]
    public async Task R207_a_row_with_the_wrong_number_of_fields(string row)
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").Rows(20).Row(("comments", "\"one\r\ntwo\"")).Line(row).Rows(3));

        Issue issue = drop.Only("R207");
        Assert.Equal(24, issue.Line);
        Assert.Null(issue.Column);
        Assert.Contains(
            $"where the header has {new SampleDrop("pas").Feed.Columns.Count}. Put values that hold the delimiter", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_faults_of_a_row_are_each_reported_and_the_row_is_rejected_once()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").Rows(30).Row(("q60", "x"), ("sex", "q"), ("borough", ""), ("interview_date", "x")));

        Assert.Equal(["interview_date", "borough", "sex", "q60"], drop.Reading.Issues.Select(i => i.Column));
        Assert.Equal(1, drop.Reading.RowsRejected);
    }

    [Fact]
    public async Task Planted_bad_rows_are_all_found_on_their_line_and_good_ones_are_not()
    {
        (string Column, string Value, string Code)[] faults =
        [
            ("q60", "6", "R204"), ("borough", "", "R201"), ("weight", "none", "R202"),
            ("weight", "51", "R203"), ("xq128d", "1", "R206"), ("borough", "E09000001", "R208"),
        ];
        var random = new Random(42);
        for (int trial = 0; trial < 40; trial++)
        {
            SampleDrop sample = new("pas") { NewLine = trial % 2 == 0 ? "\n" : "\r\n" };
            var planted = new List<(string Code, long Line, string Column)>();
            long line = 2;
            int rows = random.Next(200, 400);
            for (int i = 0; i < rows; i++, line++)
            {
                (string, string)[] comment = random.Next(3) == 0 ? [("comments", "\"a \"\"b\"\",\n\nc\"")] : [];
                if (random.Next(40) == 0)
                {
                    (string column, string value, string code) = faults[random.Next(faults.Length)];
                    planted.Add((code, line, column));
                    sample.Row([(column, value), .. comment]);
                }
                else
                {
                    sample.Row(comment);
                }
                line += comment.Length * 2;
            }

            ReadDrop drop = await ReadDrop.Of(sample, new IngestionLimits { BufferBytes = 16 << (trial % 8) });

            Assert.Equal(planted, drop.Reading.Issues.Where(i => i.Code != "E109").Select(i => (i.Code, i.Line!.Value, i.Column!)));
            Assert.Equal(rows, drop.Reading.RowsRead);
            Assert.Equal(planted.Count, drop.Reading.RowsRejected);
        }
    }

    [Theory]
    [InlineData("pas")]
    [InlineData("staff-survey")]
    [InlineData("victim-satisfaction")]
    [InlineData("workforce")]
    public async Task No_message_holds_a_value_of_a_personal_column(string feed)
    {
        SampleDrop sample = new SampleDrop(feed).Rows(2);
        int markers = 0;
        foreach (FeedColumn column in sample.Feed.Columns.Where(c => c.IsPersonal))
        {
            sample.Row((column.Name, $"ZQX-{markers++}-{new string('Z', 70)}"), ("sex", "ZQXsex"));
            sample.Row((column.Name, $"\"ZQX,\"\"{markers++}\""), ("ethnicity", "ZQXeth"));
        }
        sample.Line("ZQX,short,row");

        ReadDrop drop = await ReadDrop.Of(sample);

        Assert.True(drop.Reading.RowsRejected > 5);
        string everything = string.Join('\n', drop.Reading.Issues) + Encoding.UTF8.GetString(RejectsCsv.Write(drop.Reading));
        Assert.DoesNotContain("ZQX", everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task No_value_of_swapped_fields_is_shown()
    {
        ReadDrop drop = await ReadDrop.Of(
            new SampleDrop("pas").Row(("q60", "ZQX Smith"), ("weight", "ZQX 020 7946 0000"), ("borough", "ZQX9"), ("sex", "020 7946 0000")));

        Assert.Equal(4, drop.Reading.Issues.Count(i => i.Code is "R202" or "R204"));
        Assert.DoesNotContain(
            drop.Reading.Issues,
            i => i.Message.Contains("ZQX", StringComparison.Ordinal) || i.Message.Contains("7946", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("workforce", "R204", "bcu", "john.smith@example.org")]
    [InlineData("workforce", "R204", "working_pattern", "07700900123")]
    [InlineData("workforce", "R204", "rank", "Smith")]
    [InlineData("workforce", "R202", "fte", "ZZ1 1ZZ")]
    [InlineData("pas", "R204", "q60", "4000")]
    public async Task A_value_that_moved_into_another_column_is_not_shown(string feed, string code, string column, string value)
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop(feed).Row((column, value)));

        Assert.DoesNotContain(value, drop.Only(code).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2016-12-31", "R206")]
    [InlineData("2017-01-01", null)]
    public async Task A_person_who_left_before_the_quarter_is_not_in_it(string left, string? code)
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("workforce").Row(("leave_date", left), ("leave_reason", "RESIGN")));

        Assert.Equal(code is null ? [] : [code], drop.Reading.Issues.Select(i => i.Code).Where(c => c[0] == 'R'));
    }

    [Fact]
    public async Task Invisible_marks_and_direction_marks_around_a_value_are_blanks()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").Row(("respondent_id", "\u200Fp1\u202C"), ("q60", "\uFEFF2\u200B"), ("sex", "\u2066F\u2069")));

        Assert.Empty(drop.Reading.Issues);
        Assert.Equal(("P1", "2", "F"), (drop.Rows[0]["respondent_id"], drop.Rows[0]["q60"], drop.Rows[0]["sex"]));
    }

    [Fact]
    public async Task Counts_continue_after_the_list_is_full_and_warnings_stay_listed()
    {
        SampleDrop sample = new SampleDrop("pas").With("shoe_size").Rows(1);
        for (int i = 0; i < 10_050; i++)
            sample.Line("short");

        ReadDrop drop = await ReadDrop.Of(sample);

        Assert.Equal(DropReading.MaxIssuesListed, drop.Reading.Issues.Count);
        Assert.Equal(10_050, drop.Count("R207"));
        Assert.Equal(10_050, drop.Reading.RowsRejected);
        Assert.True(drop.Reading.ListIsCapped);
        Assert.Equal(("E109", "W101"), (drop.Reading.Issues[0].Code, drop.Reading.Issues[^1].Code));
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public async Task The_number_of_listed_issues_can_be_set(int most, bool capped)
    {
        SampleDrop sample = new SampleDrop("pas").With("shoe_size").Rows(1);
        for (int i = 0; i < 5; i++)
            sample.Line("short");

        ReadDrop drop = await ReadDrop.Of(sample, new IngestionLimits { IssuesListed = most });

        Assert.Equal((most, 7L), (drop.Reading.Issues.Count, drop.Reading.Counts.Sum(c => c.Count)));
        Assert.Equal(capped, drop.Reading.ListIsCapped);
    }
}
