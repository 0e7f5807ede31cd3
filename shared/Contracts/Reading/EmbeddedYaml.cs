using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace IncDiv.Contracts.Reading;

/// <summary>The YAML files of this assembly. An unknown property is an error, so that a misspelt contract does not pass.</summary>
internal static class EmbeddedYaml
{
    /// <summary>Reads every embedded file below <paramref name="folder"/>, in ordinal order of its name.</summary>
    /// <exception cref="InvalidDataException">A file is not of the expected form; the message names file and line.</exception>
    public static IEnumerable<(string File, T Content)> ReadAll<T>(string folder) =>
        TextsOf(folder).Select(t => (t.File, Parse<T>(t.File, t.Yaml)));

    /// <summary>The text of every embedded file below <paramref name="folder"/>, in ordinal order of its name.</summary>
    public static IEnumerable<ContractText> TextsOf(string folder)
    {
        IEnumerable<string> names = typeof(EmbeddedYaml).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(folder + "/", StringComparison.Ordinal) && n.EndsWith(".yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (string name in names)
        {
            using var reader = new StreamReader(typeof(EmbeddedYaml).Assembly.GetManifestResourceStream(name)!);
            yield return new ContractText(name, reader.ReadToEnd());
        }
    }

    public static T Parse<T>(string file, string yaml)
    {
        IDeserializer deserializer = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();
        try
        {
            return deserializer.Deserialize<T>(yaml);
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"{file}, line {e.Start.Line}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }
}
