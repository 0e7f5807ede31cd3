using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>
/// A trigger path, container/blob with {tokens}: tokens are greedy, cross '/', may be empty and mind the case. A path without '/' is all of a container.
/// </summary>
internal sealed partial class BlobPattern
{
    private readonly Regex _regex;

    private BlobPattern(string container, Regex regex)
    {
        Container = container;
        _regex = regex;
    }

    public string Container { get; }

    /// <exception cref="InvalidOperationException">The path is not a pattern; the message says why.</exception>
    public static BlobPattern Parse(string path)
    {
        string[] parts = path.Split('/', 2);
        if (parts[0].Length == 0 || parts[0].AsSpan().ContainsAny('{', '}', '\\'))
            throw new InvalidOperationException($"Blob path '{path}' must begin with the name of a container.");
        var regex = new StringBuilder("^");
        var tokens = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string blob = parts.Length == 2 ? parts[1] : "";
        int at = 0;
        foreach (Match match in Piece().Matches(blob))
        {
            if (match.Index != at)
                break;
            at += match.Length;
            string token = match.Groups["token"].Value;
            if (token.Length == 0)
                regex.Append(Regex.Escape(match.Value is "{{" or "}}" ? match.Value[..1] : match.Value));
            else if (tokens.Add(token))
                regex.Append(CultureInfo.InvariantCulture, $"(?<{token}>.*)");
            else
                throw new InvalidOperationException($"Blob path '{path}' names {{{token}}} twice: name it once.");
        }
        if (at != blob.Length)
            throw new InvalidOperationException($"Blob path '{path}' has a brace without its partner: close it, or double it to mean the character.");
        if (parts.Length == 2)
            regex.Append('$');
        return new BlobPattern(parts[0].ToLowerInvariant(), new Regex(regex.ToString(), RegexOptions.CultureInvariant));
    }

    public bool Matches(string blob) => _regex.IsMatch(blob);

    public IEnumerable<KeyValuePair<string, string>> Tokens(string blob) =>
        _regex.Match(blob).Groups.Values.Skip(1).Select(group => KeyValuePair.Create(group.Name, group.Value));

    [GeneratedRegex(@"\{\{|\}\}|\{(?<token>[A-Za-z_][A-Za-z0-9_]*)\}|[^{}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Piece();
}
