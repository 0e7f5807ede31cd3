namespace IncDiv.Contracts.Tests;

public sealed class ContractCheckTests
{
    private const string Lists = """
        colour:
          version: 1
          codes: { R: Red, G: Green, PNS: Prefer not to say }
          aliases: { Rouge: R }
          unknown: [ZZ]
          groupings:
            colour: { Red: [R], Green: [G] }
        ages:
          version: 1
          codes: [0-9, 10+]
          from: [0, 10]
          aliases: {}
          unknown: []
          groupings: {}
        """;

    private const string Feed = """
        name: pots
        version: 1
        title: Pots
        grain: one row per pot
        load_mode: append
        tolerance: 0.05
        key: pot_id
        period: fired_date
        columns:
          pot_id: { class: KEY, required: true, max_length: 20, about: Pot }
          fired_date: { class: QI, type: date, required: true, filled: true, about: Day of firing }
          made_date: { class: QI, type: date, aliases: [Made], about: Day of making }
          glaze: { class: SA, codes: colour, required: true, aliases: [G1], about: Glaze }
          height: { class: M, type: number, min: 0, max: 100, about: Height }
          notes: { class: FT, about: Notes }
          owner: { class: DI, about: Owner }
        forbidden: [email]
        rules:
          - { rule: not-after, column: made_date, other: fired_date }
          - { rule: required-when, column: height, when: glaze, is: [R] }
        derived:
          age: { rule: years-band, from: made_date, at: fired_date, codes: ages }
          noted: { rule: given, from: notes }
        """;

    private const string Hierarchies = "glaze: { version: 1, codes: colour, levels: { warmth: { warm: [R], cold: [G, PNS] } } }";

    private const string Release = """
        feed: pots
        version: 1
        quasi_identifiers:
          glaze: { hierarchy: glaze }
        pass_through: []
        rounded: { height: { step: 5, top: 90 } }
        dropped:
          pseudonym: no pot may be followed
          age: told nowhere
          noted: told nowhere

        """;

    [Fact]
    public void The_contracts_of_this_build_have_no_problems() => Assert.Empty(ContractCheck.Run(ContractText.Embedded));

    [Fact]
    public void A_contract_without_problems_has_none() => Assert.Empty(Check(Feed, Lists));

    [Theory]
    [InlineData("class: FT, about: Notes", "class: FT, abuot: Notes", 15, "Column 'notes': there is no property 'abuot'.")]
    [InlineData("tolerance: 0.05", "tolerence: 0.05", 6, "there is no property 'tolerence'.")]
    [InlineData("tolerance: 0.05", "tolerance: 5", 6, "must be a share from 0 to 1, such as 0.05")]
    [InlineData("tolerance: 0.05", "tolerance: some", 6, "'tolerance' must be a number.")]
    [InlineData("required: true, filled", "required: maybe, filled", 11, "'required' must be true or false.")]
    [InlineData("load_mode: append", "load_mode: update", 5, "'load_mode' must be one of replace, append.")]
    [InlineData("type: number, min", "type: numbre, min", 14, "there is no type 'numbre'. Use date, number or text")]
    [InlineData("class: M, type", "class: QQ, type", 14, "there is no class 'QQ'. Use one of DI, KEY, QI, SA, FT, M, W.")]
    [InlineData("height: { class: M, type", "height: { type", 14, "Column 'height' has no class, and nothing is kept by default.")]
    [InlineData("class: M, type: number, min: 0, max: 100", "class: M", 14, "has neither a type nor codes")]
    [InlineData("codes: colour, required", "codes: colour, type: text, required", 13, "has both 'type' and 'codes'")]
    [InlineData("codes: colour, required", "codes: color, required", 13, "there is no code list 'color'")]
    [InlineData("min: 0, max: 100", "min: 200, max: 100", 14, "'min' is more than 'max'")]
    [InlineData("aliases: [G1]", "aliases: [made]", 13, "the alias 'made' is already a name of 'made_date'")]
    [InlineData("aliases: [G1]", "aliases: [HEIGHT]", 13, "the alias 'HEIGHT' is already a name of 'height'")]
    [InlineData("aliases: [G1]", "aliases: [G1, g1]", 13, "the alias 'g1' is already a name of 'glaze'")]
    [InlineData("  owner: {", "  Owner: {", 16, "a name must consist of lower-case letters")]
    [InlineData("  owner: {", "  notes: {", 16, "has the column 'notes' twice, first on line 15")]
    [InlineData("forbidden: [email]", "forbidden: [Owner]", 17, "'Owner' is forbidden, but is also a name of column 'owner'")]
    [InlineData("forbidden: [email]", "forbidden: [email, E-Mail]", 17, "'E-Mail' is forbidden twice")]
    [InlineData("rule: not-after", "rule: not-before", 19, "there is no rule 'not-before'. Use one of required-when")]
    [InlineData("other: fired_date", "other: sold_date", 19, "there is no column 'sold_date'")]
    [InlineData("other: fired_date", "other: height", 19, "column 'height' must be of type date")]
    [InlineData("is: [R]", "is: [B]", 20, "'B' is not a code of 'colour', the list of column 'glaze'")]
    [InlineData("when: glaze", "when: height", 20, "column 'height' has no code list")]
    [InlineData("  noted: {", "  owner: {", 23, "Derived column 'owner' collides with a column of the file")]
    [InlineData("  noted: {", "  pseudonym: {", 23, "Derived column 'pseudonym' collides with the pseudonym")]
    [InlineData("  noted: {", "  age: {", 23, "derives the column 'age' twice")]
    [InlineData("rule: given", "rule: taken", 23, "there is no rule 'taken'")]
    [InlineData("codes: ages", "codes: colour", 22, "the code list 'colour' has no lower bounds")]
    [InlineData("key: pot_id", "key: owner", 7, "the key 'owner' is not a column of class KEY")]
    [InlineData("period: fired_date", "period: height", 8, "the period 'height' is not a column of type date")]
    [InlineData("version: 1", "version: 0", 2, "the version must be 1 or more")]
    [InlineData("version: 1\n", "", 1, "has no version")]
    [InlineData("title: Pots", "title: \"Pots", 3, "This is not YAML")]
    public void A_fault_in_a_feed_is_named_with_its_line(string right, string wrong, int line, string message) =>
        Assert.Contains(Check(Replace(Feed, right, wrong), Lists), p => p.File == "Feeds/pots.yaml" && p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("  unknown: [ZZ]\n", "", 1, "does not state which values mean not stated")]
    [InlineData("version: 1\n  codes: { R", "version: -1\n  codes: { R", 2, "the version must be 1 or more")]
    [InlineData("  version: 1\n  codes: { R", "  codes: { R", 2, "Code list 'colour' has no version")]
    [InlineData("Rouge: R", "Rouge: X", 4, "alias 'Rouge' is for code 'X', which is not in the list")]
    [InlineData("Rouge: R", "\" g\": R", 4, "alias ' g' collides with a code of 'G'")]
    [InlineData("Rouge: R", "Rouge: R, ROUGE: G", 4, "alias 'ROUGE' collides with an alias of 'R'")]
    [InlineData("Rouge: R", "green: R", 3, "the label 'Green' of 'G' collides with an alias of 'R'")]
    [InlineData("unknown: [ZZ]", "unknown: [rouge]", 5, "'rouge' under 'unknown' or 'outside' collides with an alias of 'R'")]
    [InlineData("R: Red, G", "R: Red, r: Rose, G", 3, "has the code 'r' twice")]
    [InlineData("Green: [G]", "Green: [V]", 7, "grouping 'colour' names the code 'V', which is not in the list")]
    [InlineData("Green: [G]", "Green: [G, R]", 7, "has the code 'R' in 2 places")]
    [InlineData("from: [0, 10]", "from: [0]", 11, "has 2 codes but 1 lower bounds")]
    [InlineData("ages:", "colour:", 8, "Code list 'colour' is defined twice")]
    [InlineData("unknown: [ZZ]", "unknwon: [ZZ]", 5, "there is no property 'unknwon'")]
    [InlineData("codes: { R: Red, G: Green, PNS: Prefer not to say }", "numeric: true\n  codes: { R: Red, G: Green, PNS: Prefer not to say }", 4, "is numeric, but 'R' is not a whole number")]
    public void A_fault_in_a_code_list_is_named_with_its_line(string right, string wrong, int line, string message) =>
        Assert.Contains(Check(Feed, Replace(Lists, right, wrong)), p => p.File == "CodeLists/lists.yaml" && p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("{ hierarchy: glaze }", "{ importance: 2 }", 4, "quasi-identifier 'glaze' has no hierarchy")]
    [InlineData("  noted: told nowhere\n", "", 1, "column 'noted' has no role, and nothing is released by default")]
    [InlineData("hierarchy: glaze", "hierarchy: gloss", 4, "there is no hierarchy 'gloss' for 'glaze'")]
    [InlineData("pass_through: []", "pass_through: [glaze]", 5, "column 'glaze' has 2 roles")]
    [InlineData("pass_through: []", "pass_through: [owner]", 5, "'owner' is not a curated column of the feed")]
    [InlineData("{ hierarchy: glaze }", "{ hierarchy: glaze, minimum_level: hue }", null, "the hierarchy of 'glaze' has no level 'hue'")]
    [InlineData("{ hierarchy: glaze }", "{ hierarchy: glaze, importance: 0 }", null, "needs a known hierarchy and an importance above 0")]
    [InlineData("step: 5", "step: 0", null, "column 'height' cannot have this role")]
    [InlineData("version: 1", "version: 1\nfurther: 2", null, "line 3: Property 'further' not found")]
    [InlineData("feed: pots", "feed: pans", 1, "there is no feed of that name")]
    [InlineData("version: 1\n", "", 1, "has no version")]
    [InlineData("", "", null, null)]
    public void A_column_of_a_released_feed_has_one_role_and_a_quasi_identifier_a_hierarchy(string right, string wrong, int? line, string? message)
    {
        IReadOnlyList<ContractProblem> problems = ContractCheck.Run(
            [new ContractText("lists.yaml", Lists), new ContractText("pots.yaml", Feed), new ContractText("hierarchies.yaml", Hierarchies), new ContractText("release.yaml", Replace(Release, right, wrong))]);

        if (message is null)
            Assert.Empty(problems);
        else
            Assert.Contains(problems, p => p.File == "release.yaml" && p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("h: { version: 1, codes: colour, levels: { warmth: { warm: [R] } } }", null, "'G' is in no group")]
    [InlineData("h: { version: 1, codes: colours, levels: {} }", null, "give either the 'codes' of a code list")]
    [InlineData("h: { version: 1, rule: text }\nh: { version: 1, rule: text }", 2, "Hierarchy 'h' is defined twice")]
    public void A_fault_in_a_hierarchy_is_named(string hierarchies, int? line, string message) => Assert.Contains(
        ContractCheck.Run([new ContractText("lists.yaml", Lists), new ContractText("pots.yaml", Feed), new ContractText("h.yaml", hierarchies)]),
        p => p.File == "h.yaml" && p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void All_problems_are_listed_by_file_and_line()
    {
        string feed = Replace(Replace(Replace(Feed, "class: M, type", "type"), "is: [R]", "is: [B]"), "version: 1", "version: 0");

        IReadOnlyList<ContractProblem> problems = Check(feed, Replace(Lists, "  unknown: [ZZ]\n", ""));

        Assert.Equal(
            [("CodeLists/lists.yaml", 1), ("Feeds/pots.yaml", 2), ("Feeds/pots.yaml", 14), ("Feeds/pots.yaml", 20)],
            problems.Select(p => (p.File, p.Line!.Value)));
        Assert.StartsWith("Feeds/pots.yaml, line 2: Feed 'pots': the version", problems[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_feeds_of_one_name_are_a_problem() => Assert.Contains(
        ContractCheck.Run([new ContractText("CodeLists/a.yaml", Lists), new ContractText("Feeds/a.yaml", Feed), new ContractText("Feeds/b.yaml", Feed)]),
        p => p is { File: "Feeds/b.yaml", Line: 1 } && p.Message == "The feed 'pots' is also in Feeds/a.yaml. Give each feed a unique name.");

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("text")]
    public void A_file_without_a_contract_is_a_problem(string yaml) =>
        Assert.Contains("holds no contract", Assert.Single(ContractCheck.Run([new ContractText("a.yaml", yaml)])).Message, StringComparison.Ordinal);

    [Fact]
    public void No_file_at_all_is_a_problem() => Assert.Contains("no .yaml file", Assert.Single(ContractCheck.Run([])).Message, StringComparison.Ordinal);

    // For any line removed or added, either the check reports a problem or the contract can be read. The check never throws.
    [Fact]
    public void No_broken_contract_stops_the_check_and_what_passes_can_be_read()
    {
        string[] words = ["", "~", "[]", "{}", "x", "0", "-1", "true", "class", "type", ": ", ",", "[", "{", "\"", "&a", "*a"];
        var random = new Random(20260401);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            string[] texts = [Feed, Lists, Hierarchies, Release];
            texts[i % 4] = Mutate(texts[i % 4]);
            refused += ContractCheck.Run([.. texts.Select((text, file) => new ContractText($"{file}.yaml", text))]).Count > 0 ? 1 : 0;
        }
        Assert.InRange(refused, 1500, 3000);

        string Mutate(string text)
        {
            int at = random.Next(text.Length), length = random.Next(12);
            return text[..at] + words[random.Next(words.Length)] + text[Math.Min(text.Length, at + length)..];
        }
    }

    [Fact]
    public void A_folder_is_read_with_its_own_lists_or_else_with_those_of_this_build()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("incdiv-contracts-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "pots.yaml"), Feed);
            Assert.Contains(ContractCheck.Run(ContractText.In(folder)), p => p.File == "pots.yaml" && p.Message.Contains("no code list 'colour'", StringComparison.Ordinal));

            File.WriteAllText(Path.Combine(folder.FullName, "lists.yaml"), Lists);
            Assert.Empty(ContractCheck.Run(ContractText.In(folder)));
            Assert.Equal(["lists.yaml", "pots.yaml"], ContractText.In(folder).Select(t => t.File));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<ContractProblem> Check(string feed, string lists) =>
        ContractCheck.Run([new ContractText("CodeLists/lists.yaml", lists), new ContractText("Feeds/pots.yaml", feed)]);

    private static string Replace(string text, string right, string wrong)
    {
        int at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{right}' is not in the sample.");
        return text[..at] + wrong + text[(at + right.Length)..];
    }
}
