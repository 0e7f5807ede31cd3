namespace IncDiv.Replay.Tests.Recomputation;

/// <summary>Every measure that a feed supplies.</summary>
internal static class HandList
{
    private const string Officers = "worker_type = 'OFFICER' AND NOT leaver";
    private const string Staff = "worker_type IN ('STAFF', 'PCSO') AND NOT leaver";
    private const string Employed = "worker_type IN ('OFFICER', 'STAFF', 'PCSO') AND NOT leaver";
    private const string Joiners = "worker_type IN ('OFFICER', 'STAFF', 'PCSO') AND joiner";
    private const string Everyone = "NOT leaver";
    private const string Bme = "g_broad = 'BME'";
    private const string KnownEthnicity = " AND g_broad IS NOT NULL";
    private const string Female = "sex = 'F'";
    private const string KnownSex = " AND sex IN ('F', 'M', 'X')";

    private const double Bme2011 = 100.0 * (404_990 + 1_510_606 + 1_088_447 + 280_887) / (4_881_636 + 404_990 + 1_510_606 + 1_088_447 + 280_887);
    private const double Londoners2021 = 4_731_172 + 1_817_640 + 1_188_370 + 505_775 + 556_768;

    public static IReadOnlyList<HandMeasure> All { get; } = [.. Workforce(), .. Pas(), .. Victims(), .. StaffSurvey()];

    private static IEnumerable<HandMeasure> Workforce() =>
    [
        Share("WF-01", Officers + KnownEthnicity, Bme),
        Share("WF-01b", Officers + KnownEthnicity + KnownSex, $"{Bme} AND {Female}"),
        Share("WF-02", Staff + KnownEthnicity, Bme),
        Share("WF-02b", Staff + KnownEthnicity + KnownSex, $"{Bme} AND {Female}"),
        Share("WF-03", Officers + KnownSex, Female),
        Share("WF-04", Staff + KnownSex, Female),
        Share("WF-05", $"{Everyone} AND disability IN ('Y', 'N')", "disability = 'Y'"),
        Share("WF-06", $"{Everyone} AND sexual_orientation IN ('HET', 'GAY', 'BI', 'OTH')", "sexual_orientation <> 'HET'"),
        Share("WF-07", Everyone, "coalesce(ethnicity <> 'NS', false)"),
        Share("WF-07b", Everyone, "coalesce(sex <> 'PNS', false)"),
        Share("WF-07c", Everyone, "coalesce(disability <> 'PNS', false)"),
        Share("WF-07d", Everyone, "coalesce(sexual_orientation <> 'PNS', false)"),
        Share("WF-07e", Everyone, "coalesce(religion <> 'PNS', false)"),
        Share("WF-07f", Everyone, "coalesce(ethnicity = 'NS', false)"),
        Share("WF-07g", Everyone, "coalesce(sex = 'PNS', false)"),
        Share("WF-07h", Everyone, "coalesce(disability = 'PNS', false)"),
        Share("WF-07i", Everyone, "coalesce(sexual_orientation = 'PNS', false)"),
        Share("WF-07j", Everyone, "coalesce(religion = 'PNS', false)"),
        Index("WF-08", Officers + KnownEthnicity, Bme, 42.6),
        Index("WF-08b", Officers + KnownSex, Female, 50.3),
        Index("WF-08c", Staff + KnownEthnicity, Bme, 42.6),
        Index("WF-08d", Staff + KnownSex, Female, 50.3),
        Index("WF-08e", Officers + KnownEthnicity, Bme, Bme2011),
        Index("WF-08f", Officers + KnownEthnicity, Bme, 100 * (1 - 4_731_172 / Londoners2021)),
        Index("WF-08g", Officers + KnownEthnicity, "g_ethnicity = 'Black'", 100 * 1_188_370 / Londoners2021),
        Share("WF-09", Employed + KnownEthnicity, Bme),
        Share("WF-09b", Employed + KnownSex, Female),
        Share("WF-09c", Employed + KnownEthnicity + KnownSex, $"{Bme} AND {Female}"),
        Share("WF-10", $"{Employed} AND g_senior{KnownEthnicity}", Bme),
        Share("WF-10b", $"{Employed} AND g_senior{KnownSex}", Female),
        Share("WF-10c", $"{Employed} AND g_senior{KnownEthnicity}{KnownSex}", $"{Bme} AND {Female}"),
        Flow("WF-11", Joiners + KnownEthnicity, Bme),
        Flow("WF-11b", Joiners + KnownSex, Female),
        Flow("WF-11c", Joiners + KnownEthnicity + KnownSex, $"{Bme} AND {Female}"),
        Promotion("WF-12", KnownEthnicity, Bme),
        Promotion("WF-12b", KnownSex, Female),
        Promotion("WF-12c", KnownEthnicity + KnownSex, $"{Bme} AND {Female}"),
        Rate("WF-13", "rate", "''"),
        Rate("WF-13b", "standardised rate", "length_of_service"),
        Rate("WF-13c", "standardised rate", "g_rank_group"),
        Share("WF-14", Employed + KnownEthnicity, "g_ethnicity = 'Black'"),
        Share("WF-15", Officers + KnownSex, Female),
        Share("WF-16", $"{Employed} AND working_pattern IS NOT NULL", "working_pattern IN ('PART', 'FLEX')"),
        Valued("WF-17", "mean", Employed, "service_months / 12.0"),
        Valued("WF-17b", "median", Employed, "service_months / 12.0"),
        Valued("WF-18", "count", "worker_type = 'CADET' AND NOT leaver", "1"),
        Share("WF-18b", "worker_type = 'CADET' AND NOT leaver" + KnownEthnicity, Bme),
        Valued("WF-19", "mean pay gap", Employed, "hourly_pay"),
        Valued("WF-19b", "median pay gap", Employed, "hourly_pay"),
        Valued("WF-19c", "mean pay gap", Employed, "hourly_pay"),
        Valued("WF-19d", "median pay gap", Employed, "hourly_pay"),
        Valued("WF-20", "count", Everyone, "1"),
        Valued("WF-20b", "count", Everyone, "fte"),
    ];

    private static IEnumerable<HandMeasure> Pas() =>
    [
        .. Answers("pas", "PAS", 1, 2, 5,
            "01:q60 02:q61 03:q62c 04:q62tg 06:q62f 07:q62a 08:q62e 09:q62b 10:nq135bf 10b:nq135bg 11:nq135bh"),
        .. Answers("pas", "PAS", 1, 2, 4, "12:a121 13:xq122b"),
        .. Answers("pas", "PAS", 1, 1, 2, "13b:xq122a 15:xq128ab 16:nq143"),
        .. Answers("pas", "PAS", 1, 2, 3, "17:q131"),
        .. Answers("pas", "PAS", 5, 7, 7, "18:q79i"),
        .. Both(new(
            "PAS-14", "pas", "share", "",
            "xq128a = 1 AND xq128c IN (1, 2) AND xq128d IN (1, 2) AND xq128e IN (1, 2)",
            "xq128c = 1 AND xq128d = 1 AND xq128e = 1")),
        .. Both(new("PAS-05", "pas", "design", "", "nq135bd BETWEEN 1 AND 5", "nq135bd <= 2") { Stratum = "quarter || ' ' || g_borough" }),
    ];

    private static IEnumerable<HandMeasure> Victims() =>
    [
        .. Answers("victim-satisfaction", "VSS", 1, 3, 7, "01:overall 02:ease_of_contact 03:police_actions 04:follow_up 05:treatment 07:overall 08:overall"),
        .. Both(new("VSS-06", "victim-satisfaction", "share", "", "victim_group = 'HATE' AND overall BETWEEN 1 AND 7", "overall <= 3")),
        .. Both(new("VSS-09", "victim-satisfaction", "mean", "", "views_changed IN (1, 2, 3)", "(2 - views_changed) * 100")),
        .. Answers("victim-satisfaction", "VSS", 1, 1, 2, "10:would_report_again"),
    ];

    private static IEnumerable<HandMeasure> StaffSurvey()
    {
        string[] items = [.. Enumerable.Range(1, 12).Select(i => $"s{i:00}")];
        foreach (string item in items)
            yield return new($"SS-{item[1..]}", "staff-survey", "share", "wave", $"{item} BETWEEN 1 AND 5", $"{item} <= 2");
        yield return new("SS-13", "staff-survey", "share", "wave", "bullied IN (1, 2)", "bullied = 1");
        string[] engagement = ["s03", "s04", "s05", "s09", "s12"];
        yield return new(
            "SS-14", "staff-survey", "mean", "wave", string.Join(" AND ", engagement.Select(s => $"{s} BETWEEN 1 AND 5")),
            $"({string.Join(" + ", engagement.Select(s => $"(5 - {s}) * 25"))}) / 5.0");
        yield return new(
            "SS-16", "staff-survey", "mean", "wave", string.Join(" AND ", items.Select(s => $"{s} BETWEEN 1 AND 5")),
            $"100 * ({string.Join(" + ", items.Select(s => $"({s} <= 2)::INT"))}) / 12.0");
    }

    private static HandMeasure Share(string id, string rows, string ones) => new(id, "workforce", "share", "snapshot", rows, ones);

    private static HandMeasure Flow(string id, string rows, string ones) => new(id, "workforce", "share", "rolling-4q", rows, ones);

    private static HandMeasure Valued(string id, string kind, string rows, string value) =>
        new(id, "workforce", kind, "snapshot", $"{rows} AND {value} IS NOT NULL", value);

    private static HandMeasure Index(string id, string rows, string ones, double reference) =>
        new(id, "workforce", "index", "snapshot", rows, ones) { Reference = reference };

    private static HandMeasure Promotion(string id, string known, string ones) =>
        new(id, "workforce", "promotion", "rolling-4q", "worker_type IN ('OFFICER', 'STAFF', 'PCSO')" + known, ones);

    private static HandMeasure Rate(string id, string kind, string stratum) => new(id, "workforce", kind, "rolling-4q", Employed, "0")
    {
        Events = "worker_type IN ('OFFICER', 'STAFF', 'PCSO') AND leaver AND leave_reason = 'RESIGN'",
        Stratum = stratum,
    };

    /// <summary>Items as <c>number:column</c>: favourable from the first code to the second, an answer from 1 to the third.</summary>
    private static IEnumerable<HandMeasure> Answers(string feed, string prefix, int first, int last, int highest, string items) =>
        from item in items.Split(' ')
        let parts = item.Split(':')
        from measure in Both(new($"{prefix}-{parts[0]}", feed, "share", "", $"{parts[1]} BETWEEN 1 AND {highest}", $"{parts[1]} BETWEEN {first} AND {last}"))
        select measure;

    private static HandMeasure[] Both(HandMeasure measure) => [measure with { Window = "quarter" }, measure with { Window = "rolling-4q" }];
}
