using IncDiv.Measures.Estimators;

namespace IncDiv.Measures.Tests;

/// <summary>Reading the catalogue checks that columns, codes, groupings, units, windows and polarities exist, so reading it is the test.</summary>
public class MeasureCatalogueTests
{
    private static readonly MeasureCatalogue Catalogue = ContractSet.Embedded.Measures;

    [Theory]
    [InlineData("WF", 20)]
    [InlineData("PAS", 18)]
    [InlineData("VSS", 10)]
    [InlineData("SS", 16)]
    public void Every_measure_of_the_design_is_in_the_catalogue(string prefix, int last) =>
        Assert.All(Enumerable.Range(1, last), number => Assert.NotNull(Catalogue.Find($"{prefix}-{number:00}")));

    [Theory]
    [InlineData("Complaints")]
    [InlineData("Complaints of incivility")]
    [InlineData("Misconduct allegations, BME against White officers")]
    [InlineData("Stop and search, arrest rate")]
    [InlineData("Exit interviews held")]
    public void Measures_without_a_feed_are_listed(string name) =>
        Assert.Equal(Measure.NotSupplied, Assert.Single(Catalogue.Measures, m => m.Name == name).Feed);

    [Theory]
    [InlineData("WF-01", 13.3)]
    [InlineData("WF-03", 26.1)]
    [InlineData("PAS-01", 72)]
    [InlineData("PAS-01", -8)]
    [InlineData("VSS-01", 79)]
    [InlineData("VSS-06", 57)]
    [InlineData("VSS-07", -9.9)]
    [InlineData("SS-06", 59)]
    [InlineData("WF-19b", 12.09)]
    public void Baselines_of_the_strategies_are_kept_with_date_and_source(string id, double value)
    {
        Baseline baseline = Assert.Single(Catalogue.Find(id)!.Baselines, b => b.Value == value);
        Assert.NotEmpty(baseline.Date);
        Assert.Matches("^S00[0-4]", baseline.Source);
    }

    [Fact]
    public void Inconsistencies_of_the_sources_are_noted()
    {
        string notes = string.Join('\n', Catalogue.Measures.SelectMany(m => m.Notes));
        Assert.All(
            ["21.4 %", "59.9 % and 57 %", "42.6 %", "one in four", "2.6 %", "series break", "percentage points"],
            words => Assert.Contains(words, notes, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_measure_says_what_it_computes_in_words() =>
        Assert.Equal("weighted (weight) rows where q60 is 1 or 2 / those where q60 is 1 or 2 or 3 or 4 or 5", Catalogue.Find("PAS-01")!.Formula);

    [Fact]
    public void A_survey_measure_has_the_quarter_and_the_rolling_window() =>
        Assert.All(
            Catalogue.Measures.Where(m => m.Feed is "pas" or "victim-satisfaction"),
            m => Assert.Equal([MeasureWindow.Quarter, MeasureWindow.Rolling], m.Windows));

    [Fact]
    public void The_version_is_a_hash_of_the_texts()
    {
        Assert.Matches("^[0-9a-f]{16}$", Catalogue.Version);
        Assert.Equal(Catalogue.Version, ContractSet.Read(ContractText.Embedded.Reverse()).Measures.Version);
        Assert.NotEqual(Catalogue.Version, ContractSet.Read(ContractText.Embedded.Select(t => t with { Yaml = t.Yaml + "# " })).Measures.Version);
    }

    [Fact]
    public void Every_kind_that_a_feed_can_supply_has_an_estimator() =>
        Assert.Equal(MeasureKind.All.Where(k => k != MeasureKind.NotSupplied).Select(k => k.Name).Order(), EstimatorOfKind.Kinds.Select(k => k.Name).Order());

    [Fact]
    public void A_new_proportion_needs_nothing_but_yaml()
    {
        MeasureCatalogue catalogue = With(
            "{ id: NEW-01, name: Informed, feed: pas, kind: proportion, unit: percent, polarity: up, source: here, "
                + "numerator: { q131: [1] }, denominator: { q131: [1, 2, 3] } }");
        var tally = new FeedTally(catalogue, Rows.Feed("pas"));
        tally.Add(Rows.Of("pas", Figures.Now, "q131=1", "q131=2", "q131=3", "q131=3", "q131=97"));
        IReadOnlyList<MeasureRow> rows = new MeasureEngine(catalogue).Compute(Figures.Now, (feed, quarter) => quarter == Figures.Now ? tally : null, 1);
        Assert.Equal(
            [(Statistic.Level, 25.0, Symbols.None), (Statistic.Change, null, Symbols.NotSupplied)],
            rows.Select(r => (r.Statistic, r.Value, r.Symbol)));
    }

    [Theory]
    [InlineData("numerator: { q999: [1] }", "no column 'q999'")]
    [InlineData("numerator: { q131: [7] }", "'7' is neither a code nor a group")]
    [InlineData("numerator: { ethnicity: ['ethnicity_broad:Martian'] }", "neither a code nor a group")]
    [InlineData("numerator: { weight: [1] }", "holds no codes")]
    [InlineData("numerator: { q131: [1] }, breakdowns: [rank]", "no column for breakdown 'rank'")]
    [InlineData("numerator: { q131: [1] }, breakdowns: [nonsense]", "no breakdown 'nonsense'")]
    [InlineData("numerator: { q131: [1] }, windows: [month]", "window 'month'")]
    [InlineData("numerator: { q131: [1] }, weight: q131", "no number column 'q131'")]
    [InlineData("numerator: { q131: [1] }, comparators: [{ breakdown: sex, against: Male }]", "not one of its breakdowns")]
    [InlineData("numerator: { q131: [1] }, breakdowns: [sex], comparators: [{ breakdown: sex, against: Men }]", "no group 'Men'")]
    [InlineData("numerators: { q131: [1] }", "no property 'numerators'")]
    [InlineData("notes: [no numerator]", "needs a 'numerator'")]
    public void A_mistake_in_the_catalogue_is_refused_with_its_place(string field, string message)
    {
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() =>
            With($"{{ id: NEW-01, name: Informed, feed: pas, kind: proportion, unit: percent, polarity: up, source: here, {field} }}"));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Measures/new.yaml, line 1: Measure 'NEW-01'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_used_once()
    {
        string pas = ContractText.Embedded.Single(t => t.File == "Measures/2-pas.yaml").Yaml;
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => ContractSet.Read(ContractTexts.With(("Measures/again.yaml", pas))));
        Assert.Contains("Measure 'PAS-01' is defined twice", refusal.Message, StringComparison.Ordinal);
    }

    private static MeasureCatalogue With(string measure) => ContractSet.Read(ContractTexts.WithMeasures($"measures: [{measure}]")).Measures;
}
