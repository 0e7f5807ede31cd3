using System.Reflection;
using YamlDotNet.Serialization.NamingConventions;

namespace IncDiv.Contracts.Reading;

/// <summary>One contract file under check: the list of its problems, and the checks that all parts share.</summary>
internal sealed class ContractFile(string name, List<ContractProblem> problems)
{
    public void Problem(int? line, string message) => problems.Add(new ContractProblem(name, line, message));

    /// <summary>
    /// Checks the entries of a part against the written form <typeparamref name="T"/>: unknown, duplicate and misspelt properties, and values of
    /// the wrong type.
    /// </summary>
    /// <param name="where">Such as <c>Column 'rank'</c>.</param>
    public void CheckShape<T>(YamlMap part, string where)
    {
        Dictionary<string, Type> known = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(p => UnderscoredNamingConvention.Instance.Apply(p.Name), p => p.PropertyType, StringComparer.Ordinal);
        CheckDuplicates(part, $"{where} has the property");
        foreach (YamlEntry entry in part.Entries)
        {
            if (!known.TryGetValue(entry.Key, out Type? type))
                Problem(entry.Line, $"{where}: there is no property '{entry.Key}'. Remove it, or correct it to one of {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
            else if (WrongKind(entry.Value, Nullable.GetUnderlyingType(type) ?? type) is { } expected)
                Problem(entry.Line, $"{where}: '{entry.Key}' must be {expected}.");
        }
    }

    /// <summary>Lists keys that occur twice in a map, which the reader would refuse.</summary>
    /// <param name="what">The start of the message, such as <c>The feed has the column</c>.</param>
    public void CheckDuplicates(YamlMap part, string what)
    {
        foreach (IGrouping<string, YamlEntry> same in part.Entries.GroupBy(e => e.Key, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Problem(same.Last().Line, $"{what} '{same.Key}' twice, first on line {same.First().Line}. Keep one.");
    }

    /// <summary>Lists every entry without a value.</summary>
    public void CheckBlanks(YamlValue value)
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

    /// <summary>Checks the version, which receipts and files state.</summary>
    public void CheckVersion(YamlMap part, string where)
    {
        if (part.Entry("version") is not { } version)
            Problem(part.Line, $"{where} has no version. Give a version of 1 or more, and increase it with every change.");
        else if (version.Value is YamlText { Text: var text } && int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number < 1)
            Problem(version.Line, $"{where}: the version must be 1 or more.");
    }

    private static string? WrongKind(YamlValue value, Type type)
    {
        string text = (value as YamlText)?.Text ?? "";
        return Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) ? null : "one of " + string.Join(", ", Enum.GetNames(type).Select(n => n.ToLowerInvariant())),
            TypeCode.Boolean => text is "true" or "false" ? null : "true or false",
            TypeCode.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "a whole number",
            TypeCode.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? null : "a number",
            TypeCode.String => value is YamlText ? null : "a text",
            _ when type == typeof(object) => null,
            _ when type == typeof(List<string>) || type == typeof(List<double>) =>
                value is YamlList list && list.Items.All(i => i is YamlText) ? null : "a list of values, such as [a, b]; [] for none",
            _ when type.GetGenericTypeDefinition() == typeof(List<>) => value is YamlList ? null : "a list; [] for none",
            _ when type == typeof(Dictionary<string, string>) =>
                value is YamlMap map && map.Entries.All(e => e.Value is YamlText) ? null : "a map of texts, such as { a: b }; {} for none",
            _ => value is YamlMap ? null : "a map",
        };
    }
}
