namespace IncDiv.Contracts.Tests;

public sealed class IssueMeaningTests
{
    [Fact]
    public void Every_code_of_the_contract_has_a_meaning() => Assert.Equal(
        [
            .. Enumerable.Range(101, 13).Select(n => $"E{n}"),
            .. Enumerable.Range(201, 8).Select(n => $"R{n}"),
            .. Enumerable.Range(101, 6).Select(n => $"W{n}"),
        ],
        IssueMeaning.Codes);

    [Fact]
    public void A_count_says_what_its_code_means() => Assert.Equal("A code that is not in the code list", new IssueCount("R204", 3).Meaning);
}
