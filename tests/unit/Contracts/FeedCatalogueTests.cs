namespace IncDiv.Contracts.Tests;

public sealed class FeedCatalogueTests
{
    [Fact]
    public void The_catalogue_has_every_feed() =>
        Assert.Equal(["actions", "pas", "staff-survey", "victim-satisfaction", "workforce"], ContractSet.Embedded.Feeds.Feeds.Select(f => f.Name));

    [Theory]
    [InlineData(
        "workforce",
        "pay_number snapshot_date date_of_birth worker_type business_group ocu fte start_date ethnicity sex disability sexual_orientation")]
    [InlineData("pas", "respondent_id interview_date borough age_band sex ethnicity disability q60 q62c q62tg nq135bd weight")]
    [InlineData("victim-satisfaction", "survey_id reported_date interview_date victim_group bcu age_band sex ethnicity disability treatment overall")]
    [InlineData("actions", "action_id as_of source priority commitment owner_role status")]
    [InlineData(
        "staff-survey",
        "response_token wave submitted_date business_group worker_type rank_band length_of_service age_band sex ethnicity disability "
            + "sexual_orientation s01 s02 s03 s04 s05 s06 s07 s08 s09 s10 s11 s12 bullied")]
    public void Required_columns_are_those_of_the_contract(string feed, string columns) =>
        Assert.Equal(columns.Split(' ').Order(), ContractSet.Embedded.Feeds.Find(feed)!.Columns.Where(c => c.Required).Select(c => c.Name).Order());

    [Fact]
    public void No_identifier_free_text_or_date_is_curated()
    {
        foreach (Feed feed in ContractSet.Embedded.Feeds.Feeds)
        {
            var curated = feed.CuratedColumns.Select(c => c.Name).ToHashSet();
            Assert.DoesNotContain(feed.Columns, c => curated.Contains(c.Name)
                && (c.Class is ColumnClass.DirectIdentifier or ColumnClass.Key or ColumnClass.FreeText || c.Type == ColumnType.Date));
            Assert.Equal(curated.Count, feed.CuratedColumns.Count);
        }
    }

    [Theory]
    [InlineData("ethnicity", "white british", "W1")]
    [InlineData("ethnicity", " B2 ", "B2")]
    [InlineData("ethnicity", "Black", "B")]
    [InlineData("sex", "Non-Binary", "X")]
    [InlineData("rank", "T/DCI", "Chief Inspector")]
    [InlineData("rank", "A/Ch Supt", "Chief Superintendent")]
    [InlineData("band", "Band C", "C")]
    [InlineData("borough", "Richmond Upon Thames", "E09000027")]
    [InlineData("borough", "kensington & chelsea", "E09000020")]
    [InlineData("rank_band", "Band E\u2013G", "Band E-G")]
    public void Delivered_values_are_matched_to_their_code(string list, string value, string expected)
    {
        Assert.Equal(CodeMatch.Known, ContractSet.Embedded.Feeds.CodeLists[list].Match(value, out string code));
        Assert.Equal(expected, code);
    }

    [Theory]
    [InlineData("ethnicity", "W4", CodeMatch.Unknown)]
    [InlineData("ethnicity", "Z1", CodeMatch.Unknown)]
    [InlineData("ethnicity", "Q7", CodeMatch.None)]
    [InlineData("borough", "E09000001", CodeMatch.Outside)]
    [InlineData("borough", "City of London", CodeMatch.Outside)]
    [InlineData("borough", "Watford", CodeMatch.None)]
    public void Unknown_and_invalid_values_are_distinguished(string list, string value, CodeMatch expected) =>
        Assert.Equal(expected, ContractSet.Embedded.Feeds.CodeLists[list].Match(value, out _));

    [Fact]
    public void Chinese_of_the_old_code_counts_as_Asian_and_other_White_as_White()
    {
        IReadOnlyList<CodeGroup> groups = ContractSet.Embedded.Feeds.CodeLists["ethnicity"].Groupings["ethnicity"];
        Assert.Contains("O1", groups.Single(g => g.Label == "Asian").Codes);
        Assert.Contains("W9", groups.Single(g => g.Label == "White").Codes);
    }

    [Theory]
    [InlineData("ethnicity", "W1", true)]
    [InlineData("ethnicity", "NS", false)]
    [InlineData("sex", "PNS", false)]
    [InlineData("yes_no", "N", true)]
    [InlineData("likert5", "5", true)]
    [InlineData("likert5", "97", false)]
    [InlineData("sat7", "98", false)]
    [InlineData("working_pattern", "BREAK", true)]
    public void A_refusal_is_not_a_statement(string list, string code, bool stated) =>
        Assert.Equal(stated, ContractSet.Embedded.Feeds.CodeLists[list].IsStated(code));

    [Theory]
    [InlineData("age_band", 16, "16-24")]
    [InlineData("age_band", 64, "55-64")]
    [InlineData("age_band", 100, "65+")]
    [InlineData("length_of_service", 0, "<6m")]
    [InlineData("length_of_service", 239, "15-20y")]
    public void Values_are_assigned_to_their_band(string list, double value, string band) =>
        Assert.Equal(band, ContractSet.Embedded.Feeds.CodeLists[list].BandOf(value));
}
