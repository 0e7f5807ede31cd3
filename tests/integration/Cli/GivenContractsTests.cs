namespace IncDiv.Cli.Tests;

/// <summary>A folder of contracts given with <c>--contracts</c> is checked as a whole before a command does anything.</summary>
public sealed class GivenContractsTests
{
    [Fact]
    public async Task A_command_uses_the_contracts_that_it_is_given()
    {
        string force = Repository.PathOf("tests/data/force");

        Outcome measures = await IncDivCommand.RunAsync("measures", "--contracts", force);
        Outcome check = await IncDivCommand.RunAsync("feeds", "--check", force);

        Assert.Equal(["H-1", "N-1", "W-1", "W-2"], measures.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]).Order());
        Assert.Equal((0, ""), (check.ExitCode, check.Output));
    }

    [Theory]
    [InlineData("nothing", "Feeds/: There is no .yaml file.")]
    [InlineData("half", "Measures/: There is no .yaml file.")]
    [InlineData("cycle", "Releases/Hierarchies/all.yaml, line 1: Hierarchy 'district', level 'part': 'Rural' is not a value of the level before it.")]
    [InlineData("circle", "Measures/Breakdowns/breakdowns.yaml, line 6: Breakdown 'district': by 'coarser' it comes back to itself.")]
    [InlineData("twice", "CodeLists/lists.yaml, line 30: Code list 'gender' has the code 'w' twice")]
    [InlineData("unknown", "Measures/measures.yaml, line 5: Measure 'W-1': there is no feed 'guards'.")]
    [InlineData("long", "CodeLists/more.yaml, line 10000: Code list 'list9999' has no codes.")]
    public async Task Contracts_with_problems_are_refused_with_each_of_them(string fault, string problem)
    {
        using var folder = new TemporaryFolder();
        Copy(Repository.PathOf("tests/data/force"), folder["force"]);
        Spoil(fault, folder["force"]);

        foreach (string[] command in new[] { new[] { "measures" }, ["feeds"], ["run", "--drops", folder["force"], "--out", folder["out"]] })
        {
            Outcome refused = await IncDivCommand.RunAsync([.. command, "--contracts", folder["force"]]);
            Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
            Assert.Contains(problem, refused.Messages, StringComparison.Ordinal);
        }
    }

    private static void Spoil(string fault, string folder)
    {
        void Replace(string file, string right, string wrong)
        {
            string path = Path.Combine(folder, file), text = File.ReadAllText(path);
            Assert.Contains(right, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
        }
        switch (fault)
        {
            case "nothing":
                Directory.Delete(folder, recursive: true);
                Directory.CreateDirectory(folder);
                break;
            case "half":
                Directory.Delete(Path.Combine(folder, "Measures"), recursive: true);
                break;
            case "cycle":
                Replace("Releases/Hierarchies/all.yaml", "Rural: [NO, VA]", "Rural: [NO, VA, Rural]");
                break;
            case "circle":
                Replace("Measures/Breakdowns/breakdowns.yaml", "columns: { district: part } }", "columns: { district: part }, coarser: district }");
                break;
            case "twice":
                Replace("CodeLists/lists.yaml", "{ W: Woman,", "{ W: Woman, w: Women,");
                break;
            case "unknown":
                Replace("Measures/measures.yaml", "feed: wardens", "feed: guards");
                break;
            default:
                File.WriteAllText(
                    Path.Combine(folder, "CodeLists/more.yaml"),
                    string.Concat(Enumerable.Range(0, 10_000).Select(i => $"list{i}: {{ version: 1, codes: [], unknown: [] }}\n")));
                break;
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
