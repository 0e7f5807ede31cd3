namespace IncDiv.Contracts.Tests;

public sealed class CoverageTests
{
    /// <summary>Counted in the seed documents by hand: sentences of S000's three sections, bullets of S003's appendix A, outcomes and summary measures of its
    /// appendix B, by line of the document.</summary>
    public static TheoryData<string, string, string> Sections => new()
    {
        { "S000", "Objective 1, how success is known", "134:1 138:1 139:1 140:2" },
        { "S000", "Objective 2, how success is known", "200:1 201:1 202:1 203:1 204:1 205:1 206:1 207:1 208:1 209:1 213:1" },
        { "S000", "Objective 3, how success is known", "291:2 292:1 293:1 294:1 295:1" },
        { "S003", "Appendix A, pillar 1, experienced as", "312:10" },
        { "S003", "Appendix A, pillar 1, measured by", "313:7" },
        { "S003", "Appendix A, pillar 2, experienced as", "316:7" },
        { "S003", "Appendix A, pillar 2, measured by", "317:4" },
        { "S003", "Appendix A, pillar 3, experienced as", "319:5" },
        { "S003", "Appendix A, pillar 3, measured by", "320:3" },
        { "S003", "Appendix A, pillar 4, experienced as", "323:6" },
        { "S003", "Appendix A, pillar 4, measured by", "324:6" },
        { "S003", "Appendix B, represented", "329:1+6 330:1+9 331:3+5 334:1+3 335:1+3 336:1+2 337:1+2 338:1+2 339:1+2 340:1+1" },
        { "S003", "Appendix B, respected", "343:1+1 344:1+1 345:1+1 346:1+1 347:1+1 348:1+1 349:1+1 350:1+1" },
        { "S003", "Appendix B, involved", "352:1+3 353:1+4 354:1+3 355:1+1 356:1+1" },
        { "S003", "Appendix B, protected", "359:1+3 360:1+4 361:1+3 362:1+3 363:1+2 364:1+1" },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_sentence_and_line_of_a_section_has_its_entry(string document, string title, string lines)
    {
        CoverageSection section = Assert.Single(ContractSet.Embedded.Coverage, s => s.Document == document && s.Title == title);

        string[] found = [.. section.Statements.GroupBy(s => s.At.Split('.')[0]).Select(line =>
        {
            int outcomes = line.Count(s => s.At.Contains(".o", StringComparison.Ordinal)), others = line.Count() - outcomes;
            return outcomes > 0 ? $"{line.Key}:{outcomes}+{others}" : $"{line.Key}:{others}";
        })];
        Assert.Equal(lines.Split(' '), found);
    }

    [Fact]
    public void There_are_no_other_sections() =>
        Assert.Equal(Sections.Select(r => (string)r[1]), ContractSet.Embedded.Coverage.Select(s => s.Title));

    [Fact]
    public void Every_statement_names_measures_of_the_catalogue_or_says_why_none_answers_it() =>
        Assert.All(ContractSet.Embedded.Coverage.SelectMany(s => s.Statements), s =>
        {
            Assert.True(s.Measures.Count > 0 || s.WhyNot.Length > 0, s.At);
            Assert.All(s.Measures, id => Assert.NotNull(ContractSet.Embedded.Measures.Find(id)));
        });

    [Fact]
    public void Every_measure_fed_from_elsewhere_answers_something() =>
        Assert.Empty(ContractSet.Embedded.Measures.Measures.Where(m => m.Kind == MeasureKind.NotSupplied).Select(m => m.Id)
            .Except(ContractSet.Embedded.Coverage.SelectMany(s => s.Statements).SelectMany(s => s.Measures)));

    [Theory]
    [InlineData("{ at: '1', says: x, measures: [WF-99] }", "there is no measure 'WF-99'")]
    [InlineData("{ at: '1', says: x }", "say under 'why_not' why none does")]
    [InlineData("{ at: '1', measures: [WF-01] }", "has no 'says'")]
    [InlineData("{ at: '1', says: x, measures: [WF-01] }, { at: '1', says: y, measures: [WF-01] }", "is listed twice")]
    public void A_faulty_entry_is_refused(string statements, string message)
    {
        string yaml = $"document: S999\nsections:\n  - title: t\n    statements: [{statements}]\n";

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ContractSet.Read(ContractTexts.With(("Measures/Coverage/c.yaml", yaml))));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
