using IncDiv.Contracts.Reference;

namespace IncDiv.Contracts.Tests;

public sealed class DataDictionaryTests
{
    // INCDIV_UPDATE=1 writes the file instead of comparing it.
    [Fact]
    public void The_published_dictionary_is_that_of_the_contracts()
    {
        string file = Path.Combine(Repository.Root, "docs", "reference", "data-dictionary.md");
        string expected = DataDictionary.ToMarkdown(ContractSet.Embedded.Feeds);
        if (Environment.GetEnvironmentVariable("INCDIV_UPDATE") == "1")
            File.WriteAllText(file, expected);

        Assert.Equal(expected, File.ReadAllText(file));
    }

    [Fact]
    public void It_names_every_column_every_code_list_and_every_rule()
    {
        string text = DataDictionary.ToMarkdown(ContractSet.Embedded.Feeds);

        foreach (Feed feed in ContractSet.Embedded.Feeds.Feeds)
        {
            Assert.All(feed.Columns, c => Assert.Contains($"| {c.Name} |", text, StringComparison.Ordinal));
            Assert.All(feed.Rules, r => Assert.Contains(DataDictionary.InWords(r), text, StringComparison.Ordinal));
            Assert.All(feed.Derived, d => Assert.Contains($"- `{d.Name}`: {DataDictionary.InWords(d)}", text, StringComparison.Ordinal));
        }
        Assert.All(ContractSet.Embedded.Feeds.CodeLists.Values, l => Assert.Contains($"## {l.Name} (version {l.Version})", text, StringComparison.Ordinal));
        Assert.Contains(
            "Column 'rank' must be filled when 'worker_type' is OFFICER or SPECIAL. (`R206`)",
            text.Replace("- ", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }
}
