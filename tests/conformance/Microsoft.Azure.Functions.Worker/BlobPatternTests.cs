using Microsoft.Azure.Functions.Worker.Local;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class BlobPatternTests
{
    [Theory]
    [InlineData("box/{name}", "a/b.csv", "name=a/b.csv")]
    [InlineData("box/{name}.csv", "a.csv.csv", "name=a.csv")]
    [InlineData("box/{name}.csv", ".csv", "name=")]
    [InlineData("box/{name}.csv", "a.CSV", null)]
    [InlineData("box/in/{a}/{b}", "in/x/y/z", "a=x/y b=z")]
    [InlineData("box/in/{a}/{b}", "in/x", null)]
    [InlineData("box/{{{a}}}", "{x}", "a=x")]
    [InlineData("box/a+b.{x}", "a+b.1", "x=1")]
    [InlineData("box/a+b.{x}", "aab.1", null)]
    [InlineData("box/{name}", "line\nbreak", null)]
    [InlineData("box", "any/thing", "")]
    [InlineData("box/", "", "")]
    public void Tokens_are_greedy_cross_slashes_may_be_empty_and_mind_the_case(string path, string blob, string? tokens)
    {
        var pattern = BlobPattern.Parse(path);
        Assert.Equal(tokens is not null, pattern.Matches(blob));
        if (tokens is not null)
            Assert.Equal(tokens, string.Join(' ', pattern.Tokens(blob).Select(t => $"{t.Key}={t.Value}")));
    }

    [Theory]
    [InlineData("{box}/a")]
    [InlineData("/a")]
    [InlineData("box/{a")]
    [InlineData("box/a}")]
    [InlineData("box/{}")]
    [InlineData("box/{a}{a}")]
    public void What_is_not_a_path_is_refused(string path) => Assert.Throws<InvalidOperationException>(() => BlobPattern.Parse(path));
}
