using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncDiv.Contracts.Output;

/// <summary>The published text of a value of a closed set (outputs.md section 2). A new value is one line in its enum.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class TextAttribute(string text) : Attribute
{
    public string Text => text;
}

/// <summary>The codec of the closed sets. It is used only where text comes in or goes out: Parquet, CSV, tables, JSON, YAML and print.</summary>
public static class EnumText
{
    /// <summary>The text as published; of flags, the texts of those set in the order of their declaration, with spaces between.</summary>
    public static string ToText<T>(this T value) where T : struct, Enum => ClosedSet<T>.Texts.GetOrAdd(value, ClosedSet<T>.Join);

    /// <exception cref="InvalidDataException">The set has no such text; the message lists those that it has.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum => TryParse(text, out T value)
        ? value
        : throw new InvalidDataException($"'{text}' is no {typeof(T).Name}; it must be one of {string.Join(", ", All<T>().Select(t => $"'{t}'"))}.");

    public static bool TryParse<T>(string text, out T value) where T : struct, Enum => ClosedSet<T>.TryParse(text, out value);

    /// <summary>The texts of a set, in the order of its declaration.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => [.. ClosedSet<T>.Members.Select(m => m.Text)];

    private static class ClosedSet<T>
        where T : struct, Enum
    {
        private static readonly bool IsFlags = typeof(T).IsDefined(typeof(FlagsAttribute));

        public static readonly (T Value, string Text)[] Members =
        [
            .. from field in typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static)
               let text = field.GetCustomAttribute<TextAttribute>() ?? throw new InvalidOperationException($"{typeof(T).Name}.{field.Name} has no text.")
               select ((T)field.GetValue(null)!, text.Text),
        ];

        private static readonly FrozenDictionary<string, T> Values = Members.ToFrozenDictionary(m => m.Text, m => m.Value, StringComparer.Ordinal);

        public static ConcurrentDictionary<T, string> Texts { get; } = new(Members.Select(m => KeyValuePair.Create(m.Value, m.Text)));

        public static string Join(T value) => IsFlags
            ? string.Join(' ', Members.Where(m => m.Text.Length > 0 && value.HasFlag(m.Value)).Select(m => m.Text))
            : throw new InvalidOperationException($"{typeof(T).Name} has no value {value}.");

        public static bool TryParse(string text, out T value)
        {
            if (Values.TryGetValue(text, out value) || !IsFlags)
                return Values.ContainsKey(text);
            long bits = 0;
            foreach (string part in text.Split(' '))
            {
                if (part.Length == 0 || !Values.TryGetValue(part, out T flag))
                    return false;
                bits |= Convert.ToInt64(flag, CultureInfo.InvariantCulture);
            }
            value = (T)Enum.ToObject(typeof(T), bits);
            return true;
        }
    }
}

/// <summary>The closed sets in JSON: as they are published.</summary>
internal sealed class EnumTextConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => EnumText.Parse<T>(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToText());
}
