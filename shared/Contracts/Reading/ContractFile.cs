using YamlDotNet.Core;

namespace IncDiv.Contracts.Reading;

/// <summary>One contract file under reading: its sections, and the list to which its problems are added.</summary>
internal sealed class ContractFile(ContractText text, List<ContractProblem> problems)
{
    /// <summary>How many problems there are, and how often a contract was named that has problems of its own.</summary>
    public int FaultCount { get; private set; }

    /// <summary>Notes that something names a contract that cannot be used, which is a problem of that contract alone.</summary>
    public void NamesUnusable() => FaultCount++;

    public void Problem(int? line, string message)
    {
        FaultCount++;
        problems.Add(new ContractProblem(text.File, line, message));
    }

    /// <summary>The file as one section; null, with a problem, if it is not a map.</summary>
    /// <param name="what">What the file holds, such as <c>feed</c>.</param>
    public Section? Root(string what) => Read<YamlMap>($"the properties of a {what}") is { } map ? new Section(this, "", map, map.Line, $"The {what}") : null;

    /// <summary>The entries of a file that maps names to <paramref name="what"/>.</summary>
    public IEnumerable<Section> Entries(string what) => Read<YamlMap>($"the name of a {what}") is { } map ? Section.Parts(this, map, "The file", what) : [];

    /// <summary>The items of a file that lists <paramref name="what"/>.</summary>
    public IEnumerable<Section> Items(string what) => Read<YamlList>($"a list, each item a {what}") is { } list ? Section.Items(this, list, what, "") : [];

    private T? Read<T>(string beginWith)
        where T : YamlValue
    {
        try
        {
            YamlValue root = YamlValue.Parse(text.Yaml);
            if (root is not T)
                Problem(1, $"The file holds no contract. Begin with {beginWith}.");
            CheckBlanks(root);
            return root as T;
        }
        catch (YamlException e)
        {
            Problem((int)e.Start.Line, $"This is not YAML: {e.Message} Check indentation, quotes and brackets.");
            return null;
        }
    }

    private void CheckBlanks(YamlValue value)
    {
        IEnumerable<(string What, YamlValue Value)> parts = value switch
        {
            YamlMap map => map.Entries.Select(e => ($"'{e.Key}'", e.Value)),
            YamlList list => list.Items.Select(i => ("An item of the list", i)),
            _ => [],
        };
        foreach ((string what, YamlValue part) in parts)
            if (part is YamlText { IsBlank: true })
                Problem(part.Line, $"{what} has no value. Give it one, or remove it.");
            else
                CheckBlanks(part);
    }
}
