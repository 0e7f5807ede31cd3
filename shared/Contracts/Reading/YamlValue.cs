using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IncDiv.Contracts.Reading;

/// <summary>A part of a YAML file with its line number. Unlike a deserialised object, it keeps faults such as duplicate and unknown names.</summary>
internal abstract record YamlValue(int Line)
{
    private const int MaxDepth = 20;

    /// <summary>Reads the single document of a YAML text.</summary>
    /// <exception cref="YamlException">The text is not YAML; the exception says where.</exception>
    public static YamlValue Parse(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return new YamlText(1, "", true);
            YamlValue root = Read(parser, new Dictionary<string, YamlValue>(StringComparer.Ordinal), depth: 0);
            parser.Consume<DocumentEnd>();
            return parser.TryConsume<DocumentStart>(out DocumentStart? second)
                ? throw new YamlException(second.Start, second.End, "A second document begins here ('---'). Put it into a file of its own.")
                : root;
        }
        // The scanner of YamlDotNet throws this exception for some texts that are not YAML.
        catch (InvalidOperationException e)
        {
            Mark last = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(last, last, "The text cannot be read from this line on.", e);
        }
    }

    private static bool IsBlank(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    private static YamlValue Read(Parser parser, Dictionary<string, YamlValue> anchors, int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
            return anchors.TryGetValue(alias.Value.Value, out YamlValue? target)
                ? target
                : throw new YamlException(alias.Start, alias.End, $"There is no anchor '{alias.Value.Value}'.");
        NodeEvent start = parser.Consume<NodeEvent>();
        if (depth > MaxDepth)
            throw new YamlException(start.Start, start.End, "Lists and maps are nested too deeply.");
        int line = (int)start.Start.Line;
        YamlValue value;
        switch (start)
        {
            case MappingStart:
                var entries = new List<YamlEntry>();
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    Mark at = parser.Current!.Start;
                    string key = Read(parser, anchors, depth + 1) is YamlText { IsBlank: false } text
                        ? text.Text
                        : throw new YamlException(at, at, "The name before a colon is missing or is not a text.");
                    entries.Add(new YamlEntry((int)at.Line, key, Read(parser, anchors, depth + 1)));
                }
                value = new YamlMap(line, entries);
                break;
            case SequenceStart:
                var items = new List<YamlValue>();
                while (!parser.TryConsume<SequenceEnd>(out _))
                    items.Add(Read(parser, anchors, depth + 1));
                value = new YamlList(line, items);
                break;
            default:
                value = new YamlText(line, ((Scalar)start).Value, IsBlank((Scalar)start));
                break;
        }
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = value;
        return value;
    }
}

/// <param name="IsBlank">There is no value (null in YAML).</param>
internal sealed record YamlText(int Line, string Text, bool IsBlank) : YamlValue(Line);

internal sealed record YamlList(int Line, IReadOnlyList<YamlValue> Items) : YamlValue(Line);

/// <param name="Entries">The entries in the order of the file, including duplicates.</param>
internal sealed record YamlMap(int Line, IReadOnlyList<YamlEntry> Entries) : YamlValue(Line)
{
    public YamlValue? this[string key] => Entries.FirstOrDefault(e => e.Key == key)?.Value;

    public YamlEntry? Entry(string key) => Entries.FirstOrDefault(e => e.Key == key);
}

internal sealed record YamlEntry(int Line, string Key, YamlValue Value);
