using IncDiv.Measures.Tests.Statistics;

namespace IncDiv.Measures.Tests;

public class WorkforceMeasuresTests
{
    private const string Constable = "leaver=false worker_type=OFFICER rank=Constable", Sergeant = "leaver=false worker_type=OFFICER rank=Sergeant";

    private static readonly Figures Officers = Figures.Of(
        "workforce",
        [
            .. Enumerable.Repeat($"{Constable} ethnicity=B1 sex=F", 20), .. Enumerable.Repeat($"{Constable} ethnicity=W1 sex=M", 80),
            .. Enumerable.Repeat($"{Sergeant} ethnicity=A1 sex=F", 4), .. Enumerable.Repeat($"{Sergeant} ethnicity=W2 sex=M", 36),
            $"{Constable} ethnicity=NS sex=PNS", "leaver=true worker_type=OFFICER rank=Constable ethnicity=B1 sex=F",
            "leaver=false worker_type=STAFF band=A ethnicity=W1 sex=F", "leaver=false worker_type=STAFF band=C ethnicity=B1 sex=F",
            "leaver=false worker_type=OFFICER rank=Commander ethnicity=M1 sex=M",
        ]);

    [Fact]
    public void A_share_counts_known_values_in_closing_strength()
    {
        MeasureRow share = Officers["WF-01", "all", "All"];
        Assert.Equal(141, share.N);
        Assert.Equal(100 * 25 / 141.0, share.Value!.Value, 1e-10);
        Assert.Equal((42.6, MeasureWindow.Snapshot, Unit.Percent), (share.Benchmark!.Value, share.Window, share.Unit));
        Assert.Equal((new DateOnly(2026, 9, 30), new DateOnly(2026, 9, 30)), (share.PeriodStart, share.PeriodEnd));
        Interval wilson = Wilson.Interval(25, 141).Times(100);
        WilsonTests.AssertEqual(wilson.Lower, wilson.Upper, new Interval(share.Lower!.Value, share.Upper!.Value));
    }

    [Fact]
    public void In_a_share_measure_the_group_names_whose_share_it_is()
    {
        Assert.Equal((10.0, 40), (Officers["WF-01", "rank", "Sergeant"].Value!.Value, Officers["WF-01", "rank", "Sergeant"].N));
        Assert.Equal((Symbols.NotApplicable, 0), (Officers["WF-01", "rank", "Inspector"].Symbol, Officers["WF-01", "rank", "Inspector"].N));
    }

    [Fact]
    public void Declaration_counts_everyone_and_prefer_not_to_say_is_separate()
    {
        Assert.Equal(100 * 143 / 144.0, Officers["WF-07", "all", "All"].Value!.Value, 1e-10);
        Assert.Equal(100 * 1 / 144.0, Officers["WF-07f", "all", "All"].Value!.Value, 1e-10);
    }

    [Fact]
    public void The_representation_index_divides_share_and_interval_by_the_share_of_London()
    {
        MeasureRow index = Officers["WF-08", "all", "All", Statistic.Index];
        Interval wilson = Wilson.Interval(25, 141).Times(1 / 0.426);
        Assert.Equal(25 / 141.0 / 0.426, index.Value!.Value, 1e-10);
        WilsonTests.AssertEqual(wilson.Lower, wilson.Upper, new Interval(index.Lower!.Value, index.Upper!.Value));
        Assert.Equal((Unit.Ratio, Polarity.Parity, 1.0), (index.Unit, index.Polarity, index.Benchmark!.Value));
    }

    [Fact]
    public void A_rank_is_compared_with_the_rank_that_feeds_it()
    {
        MeasureRow ratio = Officers["WF-09", "rank", "Sergeant", Statistic.Ratio];
        Assert.Equal(("Constable", Unit.Ratio), (ratio.Comparator, ratio.Unit));
        Assert.Equal(0.5, ratio.Value!.Value, 1e-10);
        Assert.DoesNotContain(
            Officers.Rows,
            r => r.MeasureId == "WF-09" && r.Statistic == Statistic.Ratio && r.Group is "Constable" or "Band H-Y" && r.Comparator != "");
    }

    [Fact]
    public void Senior_leaders_are_chief_superintendents_and_above_and_bands_A_and_B()
    {
        MeasureRow share = Officers["WF-10", "all", "All"];
        Assert.Equal((50.0, 2), (share.Value!.Value, share.N));
    }

    [Fact]
    public void Strength_is_heads_and_full_time_equivalents()
    {
        Figures figures = Figures.Of(
            "workforce", "leaver=false worker_type=STAFF fte=0.5", "leaver=false worker_type=STAFF fte=1", "leaver=true worker_type=STAFF fte=1");
        Assert.Equal(
            (2.0, 2, Unit.Count),
            (figures["WF-20", "worker_type", "Staff"].Value!.Value, figures["WF-20", "worker_type", "Staff"].N, figures["WF-20", "all", "All"].Unit));
        Assert.Equal(1.5, figures["WF-20b", "worker_type", "Staff"].Value);
        Assert.Equal((0.0, Symbols.None), (figures["WF-20", "worker_type", "Cadet"].Value!.Value, figures["WF-20", "worker_type", "Cadet"].Symbol));
    }

    [Fact]
    public void Resignations_of_four_quarters_are_set_against_the_mean_strength()
    {
        MeasureRow rate = FourQuarters(q =>
        [
            .. Enumerable.Repeat("leaver=false worker_type=OFFICER ethnicity=B1", 40 + 10 * q),
            .. Enumerable.Repeat("leaver=false worker_type=OFFICER ethnicity=W1", 200),
            "leaver=true leave_reason=RESIGN worker_type=OFFICER ethnicity=B1", "leaver=true leave_reason=RETIRE worker_type=OFFICER ethnicity=B1",
        ])["WF-13", "ethnicity_broad", "BME"];
        // Four resignations; quarter ends 40, 50, 60, 70.
        Assert.Equal(100 * 4 / 55.0, rate.Value!.Value, 1e-10);
        Assert.Equal((55, MeasureWindow.Rolling), (rate.N, rate.Window));
        Assert.Equal(100 * EventCount.Interval(4).Upper / 55, rate.Upper!.Value, 1e-9);
    }

    [Fact]
    public void The_resignation_gap_is_against_white_colleagues()
    {
        MeasureRow gap = FourQuarters(_ =>
        [
            .. Enumerable.Repeat("leaver=false worker_type=STAFF ethnicity=B1", 50), .. Enumerable.Repeat("leaver=false worker_type=STAFF ethnicity=W1", 100),
            "leaver=true leave_reason=RESIGN worker_type=STAFF ethnicity=B1", "leaver=true leave_reason=RESIGN worker_type=STAFF ethnicity=W1",
        ])["WF-13", "ethnicity_broad", "BME", Statistic.Gap];
        Assert.Equal(8.0 - 4.0, gap.Value!.Value, 1e-10);
        Assert.Equal("White", gap.Comparator);
    }

    [Fact]
    public void More_leavers_than_heads_are_a_rate_above_a_hundred()
    {
        Figures figures = FourQuarters(
            _ => ["leaver=false worker_type=STAFF sex=X", .. Enumerable.Repeat("leaver=true leave_reason=RESIGN worker_type=STAFF sex=X", 2)]);
        MeasureRow rate = figures["WF-13", "sex", "Other"];
        Interval eight = EventCount.Interval(8).Times(100);
        Assert.Equal((800.0, eight.Lower, eight.Upper), (rate.Value!.Value, rate.Lower!.Value, rate.Upper!.Value));
    }

    [Fact]
    public void The_promotion_index_compares_promotions_with_the_feeder_rank()
    {
        Figures figures = FourQuarters(_ =>
        [
            .. Enumerable.Repeat($"{Constable} ethnicity=B1 promoted=false", 20), .. Enumerable.Repeat($"{Constable} ethnicity=W1 promoted=false", 80),
            .. Enumerable.Repeat($"{Sergeant} ethnicity=B1 promoted=true previous_rank=Constable", 1),
            .. Enumerable.Repeat($"{Sergeant} ethnicity=W1 promoted=true previous_rank=Constable", 9),
            .. Enumerable.Repeat("leaver=false worker_type=OFFICER rank=Inspector ethnicity=W1 promoted=true previous_rank=Sergeant", 5),
        ]);
        // Into sergeant: 10 % of 40 against 20 % of constables. Into inspector: none of 20 against 10 % of sergeants.
        MeasureRow sergeants = figures["WF-12", "rank", "Sergeant", Statistic.Index], all = figures["WF-12", "all", "All", Statistic.Index];
        Assert.Equal((0.5, 40), (sergeants.Value!.Value, sergeants.N));
        Assert.Equal(Wilson.Interval(4, 40).Lower / 0.2, sergeants.Lower!.Value, 1e-9);
        Assert.Equal(0.0, figures["WF-12", "rank", "Inspector", Statistic.Index].Value!.Value);
        Assert.Equal(4 / (40 * 0.2 + 20 * 0.1), all.Value!.Value, 1e-10);
        Assert.Equal(Symbols.NotApplicable, figures["WF-12", "rank", "Constable", Statistic.Index].Symbol);
    }

    [Fact]
    public void Joiners_are_pooled_over_four_quarters_and_not_supplied_with_fewer()
    {
        string[] rows =
            ["joiner=true worker_type=OFFICER ethnicity=B1", "joiner=true worker_type=OFFICER ethnicity=W1", "joiner=false worker_type=OFFICER ethnicity=W1"];
        Assert.Equal((50.0, 8), (FourQuarters(_ => rows)["WF-11", "all", "All"].Value!.Value, FourQuarters(_ => rows)["WF-11", "all", "All"].N));
        MeasureRow alone = Figures.Of("workforce", rows)["WF-11", "all", "All"];
        Assert.Equal((Symbols.NotSupplied, null, MeasureWindow.Rolling), (alone.Symbol, alone.Value, alone.Window));
    }

    [Fact]
    public void Length_of_service_is_in_years()
    {
        Figures figures = Figures.Of("workforce", new[] { 12, 24, 120 }.Select(months => $"leaver=false worker_type=OFFICER sex=F service_months={months}"));
        Assert.Equal(4.333333333333333, figures["WF-17", "sex", "Female"].Value!.Value, 1e-10);
        Assert.Equal((2.0, Unit.Years), (figures["WF-17b", "sex", "Female"].Value!.Value, figures["WF-17b", "sex", "Female"].Unit));
    }

    [Fact]
    public void Pay_gaps_are_percent_of_the_comparators_pay()
    {
        static IEnumerable<string> Paid(string ethnicity, params string[] pay) =>
            pay.Select(p => $"leaver=false worker_type=OFFICER ethnicity={ethnicity} hourly_pay={p}");
        Figures figures = Figures.Of(
            "workforce",
            [
                .. Paid("W1", "32.50", "28.10", "24.75", "19.90", "41.20", "22.35", "18.60"),
                .. Paid("A1", "21.00", "17.85", "26.40", "19.10", "23.30", "18.20"),
            ]);
        MeasureRow mean = figures["WF-19", "ethnicity_broad", "BME", Statistic.Gap], median = figures["WF-19b", "ethnicity_broad", "BME", Statistic.Gap];
        Assert.Equal(21.6515474920, mean.Value!.Value, 1e-9);
        Assert.Equal(18.9898989899, median.Value!.Value, 1e-9);
        Assert.Equal((Unit.Percent, Symbols.SmallBase, 6), (mean.Unit, mean.Symbol, mean.N));
        Assert.DoesNotContain(figures.Rows, r => r.MeasureId == "WF-19" && r.Statistic == Statistic.Level && r.Value is not null);
    }

    private static Figures FourQuarters(Func<int, IEnumerable<string>> rows) => Figures.Of(
        "workforce", [.. Enumerable.Range(0, 4).Select(q => (Figures.Now.AddQuarters(q - 3), Rows.Tally("workforce", Figures.Now, rows(q))))]);
}
