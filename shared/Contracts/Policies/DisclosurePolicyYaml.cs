using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace IncDiv.Contracts.Policies;

/// <summary>The written form of the policy; see the comments in <c>Disclosure/policy.yaml</c>.</summary>
internal sealed class DisclosurePolicyYaml
{
    private const string File = "Disclosure/policy.yaml";

    public int? Version { get; set; }

    public int? MinimumBase { get; set; }

    public int? MinimumHeadcount { get; set; }

    public int? GroupMinimum { get; set; }

    public string? Zeros { get; set; }

    public int? Coalition { get; set; }

    public bool? ProtectSecondaries { get; set; }

    public IntervalYaml? Standard { get; set; }

    public List<string>? SensitiveMeasures { get; set; }

    public List<string>? SensitiveColumns { get; set; }

    public Dictionary<string, int>? Importance { get; set; }

    public static DisclosurePolicy ReadEmbedded()
    {
        using var reader = new StreamReader(typeof(DisclosurePolicyYaml).Assembly.GetManifestResourceStream(File)!);
        return Read(reader.ReadToEnd());
    }

    /// <exception cref="InvalidDataException">The text is not a policy; the message names the line or the property, and what to do.</exception>
    public static DisclosurePolicy Read(string yaml)
    {
        IDeserializer deserializer = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build();
        try
        {
            return (deserializer.Deserialize<DisclosurePolicyYaml?>(yaml) ?? new DisclosurePolicyYaml()).ToPolicy();
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"{File}, line {e.Start.Line}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private DisclosurePolicy ToPolicy() => new(
        AtLeast(1, Version, "version"),
        AtLeast(3, MinimumBase, "minimum_base"),
        AtLeast(3, MinimumHeadcount, "minimum_headcount"),
        AtLeast(0, GroupMinimum, "group_minimum"),
        Zeros is "shown" or "hidden" ? Zeros == "shown" : throw Fault("zeros", "must be 'shown' or 'hidden'"),
        Coalition is 0 or 1 ? Coalition.Value : throw Fault("coalition", "must be 0 or 1"),
        ProtectSecondaries ?? throw Fault("protect_secondaries", "must be true or false"),
        new IntervalRequirement(AtLeast(1, Standard?.Width, "standard: width"), AtLeast(1, Standard?.Upper, "standard: upper")),
        (SensitiveMeasures ?? throw Fault("sensitive_measures", "must be a list; [] for none")).ToHashSet(StringComparer.Ordinal),
        (SensitiveColumns ?? throw Fault("sensitive_columns", "must be a list; [] for none")).ToHashSet(StringComparer.Ordinal),
        (Importance ?? throw Fault("importance", "must be a map; {} for none")).ToDictionary(
            i => i.Key, i => AtLeast(0, i.Value, $"importance: {i.Key}"), StringComparer.Ordinal));

    private static int AtLeast(int least, int? value, string property) =>
        value is { } number && number >= least ? number : throw Fault(property, $"must be a whole number of {least} or more");

    private static InvalidDataException Fault(string property, string expected) => new($"{File}: '{property}' {expected}.");
}

/// <summary>The written form of an interval that must stay open.</summary>
internal sealed class IntervalYaml
{
    public int? Width { get; set; }

    public int? Upper { get; set; }
}
