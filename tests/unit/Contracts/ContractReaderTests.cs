namespace IncDiv.Contracts.Tests;

public sealed class ContractReaderTests
{
    [Fact]
    public void The_contracts_of_this_build_have_no_problems() => Assert.Empty(ContractSet.Check(ContractText.Embedded));

    [Fact]
    public void A_contract_without_problems_has_none() => Assert.Empty(Check(SampleContracts.Feed, SampleContracts.Lists));

    [Theory]
    [InlineData("class: FT, about: Notes", "class: FT, abuot: Notes", 16, "Column 'notes': there is no property 'abuot'.")]
    [InlineData("tolerance: 0.05", "tolerence: 0.05", 7, "there is no property 'tolerence'.")]
    [InlineData("tolerance: 0.05", "tolerance: 5", 7, "must be a share from 0 to 1, such as 0.05")]
    [InlineData("tolerance: 0.05", "tolerance: some", 7, "'tolerance' must be a number.")]
    [InlineData("required: true, filled", "required: maybe, filled", 12, "'required' is 'maybe', but must be true or false.")]
    [InlineData("load_mode: append", "load_mode: update", 6, "'load_mode' is 'update', but must be one of replace, append.")]
    [InlineData("type: number, min", "type: numbre, min", 15, "'type' is 'numbre', but must be date, number or text.")]
    [InlineData("class: M, type", "class: QQ, type", 15, "'class' is 'QQ', but must be one of DI, KEY, QI, SA, FT, M, W.")]
    [InlineData("height: { class: M, type", "height: { type", 15, "Column 'height' has no class, and nothing is kept by default.")]
    [InlineData("class: M, type: number, min: 0, max: 100", "class: M", 15, "has neither a type nor codes")]
    [InlineData("codes: colour, required", "codes: colour, type: text, required", 14, "has both 'type' and 'codes'")]
    [InlineData("codes: colour, required", "codes: color, required", 14, "there is no code list 'color'")]
    [InlineData("min: 0, max: 100", "min: 200, max: 100", 15, "the least value is more than the most")]
    [InlineData("aliases: [G1]", "aliases: [made]", 14, "the alias 'made' is already a name of 'made_date'")]
    [InlineData("aliases: [G1]", "aliases: [HEIGHT]", 14, "the alias 'HEIGHT' is already a name of 'height'")]
    [InlineData("aliases: [G1]", "aliases: [G1, g1]", 14, "the alias 'g1' is already a name of 'glaze'")]
    [InlineData("  owner: {", "  Owner: {", 17, "a name must consist of lower-case letters")]
    [InlineData("  owner: {", "  notes: {", 17, "has the column 'notes' twice, first on line 16")]
    [InlineData("forbidden: [email]", "forbidden: [Owner]", 18, "'Owner' is forbidden, but is also a name of column 'owner'")]
    [InlineData("forbidden: [email]", "forbidden: [email, E-Mail]", 18, "'E-Mail' is forbidden twice")]
    [InlineData("rule: not-after", "rule: not-before", 20, "there is no rule 'not-before'. Use one of required-when")]
    [InlineData("other: fired_date", "other: sold_date", 20, "there is no column 'sold_date'")]
    [InlineData("other: fired_date", "other: height", 20, "column 'height' must be of type date")]
    [InlineData("is: [R]", "is: [B]", 21, "'B' is not a code of 'colour', the list of column 'glaze'")]
    [InlineData("when: glaze", "when: height", 21, "column 'height' has no code list")]
    [InlineData("  noted: {", "  owner: {", 24, "Derived column 'owner' collides with a column of the file")]
    [InlineData("  noted: {", "  pseudonym: {", 24, "Derived column 'pseudonym' collides with the pseudonym")]
    [InlineData("  noted: {", "  age: {", 24, "has the derived column 'age' twice")]
    [InlineData("rule: given", "rule: taken", 24, "there is no rule 'taken'")]
    [InlineData("codes: ages", "codes: colour", 23, "the code list 'colour' has no lower bounds")]
    [InlineData("key: pot_id", "key: owner", 8, "the key 'owner' is not a column of class KEY")]
    [InlineData("period: fired_date", "period: height", 9, "the period 'height' is not a column of type date")]
    [InlineData("version: 1", "version: 0", 2, "'version' must be a whole number of 1 or more")]
    [InlineData("version: 1\n", "", 1, "has no version")]
    [InlineData("title: Pots", "title: \"Pots", 3, "This is not YAML")]
    public void A_fault_in_a_feed_is_named_with_its_line(string right, string wrong, int line, string message) =>
        Assert.Contains(
            Check(Replace(SampleContracts.Feed, right, wrong), SampleContracts.Lists),
            p => p.File == "Feeds/pots.yaml" && p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("  unknown: [ZZ]\n", "", 1, "does not state which values mean not stated")]
    [InlineData("version: 1\n  codes: { R", "version: -1\n  codes: { R", 2, "'version' must be a whole number of 1 or more")]
    [InlineData("  version: 1\n  codes: { R", "  codes: { R", 1, "Code list 'colour' has no version")]
    [InlineData("Rouge: R", "Rouge: X", 4, "alias 'Rouge' is for code 'X', which is not in the list")]
    [InlineData("Rouge: R", "\" g\": R", 4, "alias ' g' collides with a code of 'G'")]
    [InlineData("Rouge: R", "Rouge: R, ROUGE: G", 4, "alias 'ROUGE' collides with an alias of 'R'")]
    [InlineData("Rouge: R", "green: R", 3, "the label 'Green' of 'G' collides with an alias of 'R'")]
    [InlineData("unknown: [ZZ]", "unknown: [rouge]", 5, "'rouge' under 'unknown' or 'outside' collides with an alias of 'R'")]
    [InlineData("R: Red, G", "R: Red, r: Rose, G", 3, "has the code 'r' twice")]
    [InlineData("Green: [G]", "Green: [V]", 7, "grouping 'colour' names the code 'V', which is not in the list")]
    [InlineData("Green: [G]", "Green: [G, R]", 7, "has the code 'R' in two places")]
    [InlineData("from: [0, 10]", "from: [0]", 11, "has 2 codes but 1 lower bounds")]
    [InlineData("ages:", "colour:", 8, "has the code list 'colour' twice")]
    [InlineData("unknown: [ZZ]", "unknwon: [ZZ]", 5, "there is no property 'unknwon'")]
    [InlineData(
        "codes: { R: Red, G: Green, PNS: Prefer not to say }",
        "numeric: true\n  codes: { R: Red, G: Green, PNS: Prefer not to say }",
        4,
        "is numeric, but 'R' is not a whole number")]
    public void A_fault_in_a_code_list_is_named_with_its_line(string right, string wrong, int line, string message) =>
        Assert.Contains(
            Check(SampleContracts.Feed, Replace(SampleContracts.Lists, right, wrong)),
            p => p.File == "CodeLists/lists.yaml" && p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("{ hierarchy: glaze }", "{ importance: 2 }", 4, "Quasi-identifier 'glaze' has no 'hierarchy'")]
    [InlineData("  noted: told nowhere\n", "", 1, "column 'noted' has no role, and nothing is released by default")]
    [InlineData("hierarchy: glaze", "hierarchy: gloss", 4, "Quasi-identifier 'glaze': there is no hierarchy 'gloss'")]
    [InlineData("pass_through: []", "pass_through: [glaze]", 5, "column 'glaze' has 2 roles")]
    [InlineData("pass_through: []", "pass_through: [owner]", 5, "'owner' is not a curated column of the feed")]
    [InlineData("{ hierarchy: glaze }", "{ hierarchy: glaze, minimum_level: hue }", 4, "hierarchy 'glaze' has no level 'hue'")]
    [InlineData("{ hierarchy: glaze }", "{ hierarchy: glaze, importance: 0 }", 4, "'importance' must be a whole number of 1 or more")]
    [InlineData("step: 5", "step: 0", 6, "give a 'step' above 0")]
    [InlineData("version: 1", "version: 1\nfurther: 2", 3, "there is no property 'further'")]
    [InlineData("feed: pots", "feed: pans", 1, "there is no feed 'pans'")]
    [InlineData("version: 1\n", "", 1, "has no version")]
    [InlineData("", "", null, null)]
    public void A_column_of_a_released_feed_has_one_role_and_a_quasi_identifier_a_hierarchy(string right, string wrong, int? line, string? message)
    {
        IReadOnlyList<ContractProblem> problems = ContractSet.Check(ContractTexts.With(
            ("CodeLists/lists.yaml", SampleContracts.Lists), ("Feeds/pots.yaml", SampleContracts.Feed),
            ("Releases/Hierarchies/h.yaml", SampleContracts.Hierarchies), ("Releases/pots.yaml", Replace(SampleContracts.Release, right, wrong))));

        if (message is null)
            Assert.Empty(problems);
        else
            Assert.Contains(problems, p => p.File == "Releases/pots.yaml" && p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("h: { version: 1, codes: colour, levels: { warmth: { warm: [R] } } }", 1, "'G' is in no group")]
    [InlineData("h: { version: 1, codes: colours, levels: {} }", 1, "there is no code list 'colours'")]
    [InlineData("h: { version: 1, rule: text }\nh: { version: 1, rule: text }", 2, "has the hierarchy 'h' twice")]
    public void A_fault_in_a_hierarchy_is_named(string hierarchies, int? line, string message) => Assert.Contains(
        ContractSet.Check(ContractTexts.With(
            ("CodeLists/lists.yaml", SampleContracts.Lists), ("Feeds/pots.yaml", SampleContracts.Feed), ("Releases/Hierarchies/h.yaml", hierarchies))),
        p => p.File == "Releases/Hierarchies/h.yaml" && p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void All_problems_are_listed_by_file_and_line()
    {
        string feed = Replace(Replace(Replace(SampleContracts.Feed, "class: M, type", "type"), "is: [R]", "is: [B]"), "version: 1", "version: 0");

        IReadOnlyList<ContractProblem> problems = Check(feed, Replace(SampleContracts.Lists, "  unknown: [ZZ]\n", ""));

        Assert.Equal(
            [("CodeLists/lists.yaml", 1), ("Feeds/pots.yaml", 2), ("Feeds/pots.yaml", 15), ("Feeds/pots.yaml", 21)],
            problems.Select(p => (p.File, p.Line!.Value)));
        Assert.StartsWith("Feeds/pots.yaml, line 2: Feed 'pots': 'version'", problems[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_feeds_of_one_name_are_a_problem() => Assert.Contains(
        ContractSet.Check(ContractTexts.With(
            ("CodeLists/a.yaml", SampleContracts.Lists), ("Feeds/a.yaml", SampleContracts.Feed), ("Feeds/b.yaml", SampleContracts.Feed))),
        p => p is { File: "Feeds/b.yaml", Line: 1 } && p.Message == "Feed 'pots' is defined twice. Give each feed a unique name.");

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("text")]
    public void A_file_without_a_contract_is_a_problem(string yaml) =>
        Assert.Contains("holds no contract", Assert.Single(ContractSet.Check(ContractTexts.With(("Feeds/a.yaml", yaml)))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_folder_and_half_a_folder_say_what_is_missing()
    {
        Assert.Equal(
            ["CodeLists/", "Disclosure/", "Feeds/", "Measures/", "Measures/Breakdowns/", "Measures/Populations/"],
            ContractSet.Check([]).Select(p => p.File));
        Assert.Equal(
            ["Disclosure/: There is no .yaml file.", "Measures/Breakdowns/: There is no .yaml file."],
            ContractSet.Check(ContractText.Embedded.Where(
                t => !t.File.StartsWith("Disclosure/", StringComparison.Ordinal) && !t.File.StartsWith("Measures/Breakdowns/", StringComparison.Ordinal)))
                .Where(p => p.Line is null).Select(p => p.ToString().Split(". A force")[0] + "."));
    }

    [Fact]
    public void A_file_in_no_folder_of_contracts_is_a_problem() => Assert.StartsWith(
        "Feed/pots.yaml: This file is in no folder of contracts. Move it to one of CodeLists, Disclosure, Feeds,",
        Assert.Single(ContractSet.Check(ContractTexts.With(("Feed/pots.yaml", SampleContracts.Feed)))).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_contract_that_names_one_with_problems_has_none_of_its_own()
    {
        IReadOnlyList<ContractProblem> problems = ContractSet.Check(ContractText.Embedded.Select(
            t => t with { Yaml = t.Yaml.Replace("sex: { Female: [F],", "sex: { Female: [V],", StringComparison.Ordinal) }));

        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.Equal("CodeLists/people.yaml", p.File));
    }

    [Fact]
    public void Ten_thousand_lines_are_read_and_each_of_their_problems_is_listed()
    {
        string yaml = string.Concat(
            Enumerable.Range(0, 10_000).Select(i => $"list{i}: {{ version: 1, codes: [A], unknown: [], groupings: {{ g: {{ G: [B] }} }} }}\n"));

        IReadOnlyList<ContractProblem> problems = ContractSet.Check(ContractTexts.With(("CodeLists/long.yaml", yaml)));

        Assert.Equal(Enumerable.Range(1, 10_000), problems.Select(p => p.Line!.Value));
    }

    // For any line removed or added, either the check reports a problem or the contract can be read. The check never throws.
    [Fact]
    public void No_broken_contract_stops_the_check_and_what_passes_can_be_read()
    {
        string[] words = ["", "~", "[]", "{}", "x", "0", "-1", "true", "class", "type", ": ", ",", "[", "{", "\"", "&a", "*a"];
        var random = new Random(20260401);
        string[] files =
        [
            "Feeds/pots.yaml", "CodeLists/lists.yaml", "Releases/Hierarchies/h.yaml", "Releases/pots.yaml",
            "Measures/pots.yaml", "Measures/Breakdowns/b.yaml", "Packs/pots.yaml", "Disclosure/policy.yaml",
        ];
        ContractText[] others = [new("Measures/Populations/p.yaml", "{}")];
        int refused = 0;
        for (int i = 0; i < 4000; i++)
        {
            string[] texts = SampleContracts.All;
            texts[i % texts.Length] = Mutate(texts[i % texts.Length]);
            refused += ContractSet.Check([.. others, .. texts.Select((text, file) => new ContractText(files[file], text))]).Count > 0 ? 1 : 0;
        }
        Assert.InRange(refused, 2000, 4000);
        Assert.Empty(ContractSet.Check([.. others, .. SampleContracts.All.Select((text, file) => new ContractText(files[file], text))]));

        string Mutate(string text)
        {
            int at = random.Next(text.Length), length = random.Next(12);
            return text[..at] + words[random.Next(words.Length)] + text[Math.Min(text.Length, at + length)..];
        }
    }

    [Fact]
    public void The_contracts_of_this_build_are_read_from_their_folder_as_they_are_from_the_build()
    {
        var folder = new DirectoryInfo(Repository.PathOf("shared/Contracts"));

        Assert.Equal(ContractText.Embedded, ContractText.In(folder));
        Assert.Equal(ContractSet.Embedded.Measures.Version, ContractSet.From(folder).Measures.Version);
    }

    private static IReadOnlyList<ContractProblem> Check(string feed, string lists) =>
        ContractSet.Check(ContractTexts.With(("CodeLists/lists.yaml", lists), ("Feeds/pots.yaml", feed)));

    private static string Replace(string text, string right, string wrong)
    {
        int at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{right}' is not in the sample.");
        return text[..at] + wrong + text[(at + right.Length)..];
    }
}
