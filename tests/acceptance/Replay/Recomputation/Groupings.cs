namespace IncDiv.Replay.Tests.Recomputation;

/// <summary>The groups of feeds.md section 3.1 and outputs.md section 2, in SQL over curated columns.</summary>
internal static class Groupings
{
    private const string Ethnicity = """
        CASE WHEN ethnicity = 'O1' OR ethnicity LIKE 'A%' THEN 'Asian' WHEN ethnicity LIKE 'W%' THEN 'White' WHEN ethnicity LIKE 'M%' THEN 'Mixed'
             WHEN ethnicity LIKE 'B%' THEN 'Black' WHEN ethnicity LIKE 'O%' THEN 'Other' END AS g_ethnicity,
        CASE WHEN ethnicity LIKE 'W%' THEN 'White' WHEN ethnicity <> 'NS' THEN 'BME' END AS g_broad
        """;

    private const string Person = Ethnicity + """
        , CASE sex WHEN 'F' THEN 'Female' WHEN 'M' THEN 'Male' WHEN 'X' THEN 'Other' END AS g_sex,
        CASE disability WHEN 'Y' THEN 'Disabled' WHEN 'N' THEN 'Not disabled' END AS g_disability,
        CASE WHEN sexual_orientation = 'HET' THEN 'Heterosexual' WHEN sexual_orientation <> 'PNS' THEN 'LGB+' END AS g_orientation,
        CASE religion WHEN 'NONE' THEN 'No religion' WHEN 'BUD' THEN 'Buddhist' WHEN 'CHR' THEN 'Christian' WHEN 'HIN' THEN 'Hindu' WHEN 'JEW' THEN 'Jewish'
             WHEN 'MUS' THEN 'Muslim' WHEN 'SIK' THEN 'Sikh' WHEN 'OTH' THEN 'Other' END AS g_religion,
        CASE WHEN age_band IN ('65-74', '75-84', '85+') THEN '65+' ELSE age_band END AS g_age,
        CASE WHEN age_band IN ('16-19', '20-24') THEN '16-24' WHEN age_band <> '16-24' THEN '25+' END AS g_young
        """;

    private const string Work = """
        , CASE worker_type WHEN 'OFFICER' THEN 'Officer' WHEN 'STAFF' THEN 'Staff' WHEN 'SPECIAL' THEN 'Special' WHEN 'VOLUNTEER' THEN 'Volunteer'
             WHEN 'CADET' THEN 'Cadet' ELSE worker_type END AS g_worker
        """;

    private const string Rank = """
        , coalesce("rank", CASE WHEN band >= 'H' THEN 'Band H-Y' ELSE 'Band ' || band END) AS g_rank,
        coalesce("rank" IN ('Chief Superintendent', 'Commander', 'Deputy Assistant Commissioner', 'Assistant Commissioner',
                            'Deputy Commissioner', 'Commissioner'),
                 band IN ('A', 'B'), false) AS g_senior,
        CASE WHEN "rank" IN ('Constable', 'Sergeant') THEN "rank" WHEN "rank" IN ('Inspector', 'Chief Inspector') THEN 'Inspecting'
             WHEN "rank" IS NOT NULL THEN 'Superintending and above'
             WHEN band IN ('A', 'B', 'C', 'D') THEN 'Band A-D' WHEN band IS NOT NULL THEN 'Band E-Y' END AS g_rank_group
        """;

    private const string Place = """, (SELECT b.geography FROM boroughs b WHERE b.code = borough) AS g_borough""";

    /// <summary>Tables of each feed's curated rows with their groups.</summary>
    public static IEnumerable<string> Tables(string curated, string census)
    {
        string Rows(string feed) => $"read_parquet('{curated}/{feed}/*/*.parquet', hive_partitioning = true)";
        yield return $"CREATE TABLE boroughs AS SELECT geography, code FROM read_csv('{census}', header = true)";
        yield return $"CREATE TABLE workforce AS SELECT *, {Person}{Work}{Rank}, 1.0 AS weight FROM {Rows("workforce")}";
        yield return $"CREATE TABLE pas AS SELECT *, {Person}{Place} FROM {Rows("pas")}";
        yield return $"""
            CREATE TABLE victims AS SELECT *, {Person}{Place},
              CASE victim_group WHEN 'HATE' THEN 'Hate crime' ELSE upper(victim_group[1]) || lower(victim_group[2:]) END AS g_victim,
              upper(hate_strand[1]) || lower(hate_strand[2:]) AS g_strand
            FROM {Rows("victim-satisfaction")}
            """;
        yield return $"CREATE TABLE staff AS SELECT *, {Person}{Work}, rank_band AS g_rank FROM {Rows("staff-survey")}";
    }

    public static string TableOf(string feed) => feed switch
    {
        "victim-satisfaction" => "victims",
        "staff-survey" => "staff",
        _ => feed,
    };

    /// <summary>A published breakdown and the columns whose values are its groups.</summary>
    public static string[] ColumnsOf(string breakdown) => breakdown switch
    {
        _ when breakdown.Contains(" x ", StringComparison.Ordinal) => [string.Join(" || ', ' || ", breakdown.Split(" x ").Select(b => ColumnsOf(b)[0]))],
        "all" => ["'All'"],
        "ethnicity" => ["g_ethnicity"],
        "ethnicity_broad" => ["g_broad"],
        "sex" => ["g_sex"],
        "disability" => ["g_disability"],
        "age" => ["g_age", "g_young"],
        "sexual_orientation" => ["g_orientation"],
        "religion" => ["g_religion"],
        "worker_type" => ["g_worker"],
        "rank" => ["g_rank"],
        "borough" => ["g_borough"],
        "victim_group" => ["g_victim"],
        "hate_strand" => ["g_strand"],
        "length_of_service" or "bcu" or "business_group" or "specialist_unit" or "working_pattern" => [breakdown],
        _ => throw new InvalidOperationException($"No columns have been written down for breakdown '{breakdown}'."),
    };
}
