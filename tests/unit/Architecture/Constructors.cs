using System.Text.RegularExpressions;

namespace IncDiv.Architecture.Tests;

/// <summary>A constructor that others call.</summary>
internal sealed record Constructor(string Name, int Parameters);

/// <summary>Finds constructors of classes in source text.</summary>
internal static partial class Constructors
{
    /// <summary>Every primary, public and internal constructor of the classes in a file. Records are left out.</summary>
    public static IEnumerable<Constructor> In(string source)
    {
        foreach (Match declaration in Class().Matches(source))
        {
            string name = declaration.Groups[1].Value;
            if (declaration.Groups[2].Success)
                yield return new Constructor(name, Count(source, declaration.Groups[2].Index));
            foreach (Match constructor in Regex.Matches(source, $@"\b(?:public|internal) {name}(\()"))
                yield return new Constructor(name, Count(source, constructor.Groups[1].Index));
        }
    }

    // Counts what stands between the commas of a parameter list, whose commas inside brackets of any kind belong to one parameter.
    private static int Count(string source, int open)
    {
        int depth = 0, commas = 0, at = open;
        do
        {
            depth += source[at] is '(' or '<' or '[' or '{' ? 1 : source[at] is ')' or '>' or ']' or '}' ? -1 : 0;
            commas += depth == 1 && source[at] == ',' ? 1 : 0;
        }
        while (++at < source.Length && depth > 0);
        return string.IsNullOrWhiteSpace(source[(open + 1)..(at - 1)]) ? 0 : commas + 1;
    }

    // A word in a comment is no declaration: before this one stands a modifier or the start of a line.
    [GeneratedRegex(@"(?m)^[ ]*(?:(?:public|internal|private|protected|sealed|abstract|static|partial|file) )*class (\w+)(?:<[^>]*>)?(\()?")]
    private static partial Regex Class();
}
