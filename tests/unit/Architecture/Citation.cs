using System.Text.RegularExpressions;

namespace IncDiv.Architecture.Tests;

/// <summary>A document that a source file cites, such as <c>(statistics.md C5, C9)</c> or <c>feeds.md sections 1 to 3</c>.</summary>
/// <param name="Document">Its name or path without the ending.</param>
/// <param name="Labels">The cited labels, with ranges expanded; empty if only the document is named.</param>
internal sealed partial record Citation(string File, int Line, string Document, IReadOnlyList<string> Labels)
{
    private const string Label = "(?:(?:sections? )?(?:[A-Z][0-9]{1,2}[a-z]?|[0-9]+(?:\\.[0-9]+)*[a-z]?)\\b(?![.,]?[0-9])|\"[^\"]+\")";

    // Labels that a comment gives without their document, in projects where the document is unambiguous.
    private static readonly (string Folder, string Letters, string Document)[] Owners =
    [
        ("shared/Measures/", "C", "statistics"), ("shared/Contracts/Model/Catalogue/", "C", "statistics"),
        ("tests/Measures/", "C", "statistics"), ("tests/Replay/", "C", "statistics"),
        ("shared/Disclosure/", "SO", "disclosure"), ("tests/Disclosure/", "SOB", "disclosure"), ("tests/attacker/", "SO", "disclosure"),
    ];

    /// <summary>The citations in a file: in comments, and in other lines if they name a label.</summary>
    /// <param name="file">Its path below the repository.</param>
    public static IEnumerable<Citation> In(string file, IEnumerable<string> lines)
    {
        foreach ((bool isComment, string text, IReadOnlyList<(int Start, int Line)> places) in Blocks(lines))
        {
            int LineAt(int index) => places.Last(p => p.Start <= index).Line;
            MatchCollection found = Named().Matches(text);
            foreach (Match match in found)
            {
                string[] labels =
                    [.. Expanded(match.Groups["labels"].Value), .. match.Groups["before"].Success ? [match.Groups["before"].Value] : Array.Empty<string>()];
                if (isComment || labels.Length > 0)
                    yield return new Citation(file, LineAt(match.Groups["doc"].Index), match.Groups["doc"].Value, labels);
            }
            if (!isComment)
                continue;
            string rest = Named().Replace(text, m => new string(' ', m.Length));
            foreach ((_, string letters, string document) in Owners.Where(o => file.StartsWith(o.Folder, StringComparison.Ordinal)))
                foreach (Match bare in Bare().Matches(rest).Where(m => letters.Contains(m.Value[0], StringComparison.Ordinal)))
                    yield return new Citation(file, LineAt(bare.Index), document, [bare.Value]);
        }
    }

    // Consecutive comment lines are one text, because a citation may continue on the next line.
    private static IEnumerable<(bool IsComment, string Text, IReadOnlyList<(int Start, int Line)> Places)> Blocks(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        var places = new List<(int, int)>();
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            Match comment = CommentLine().Match(line);
            if (comment.Success)
            {
                places.Add((text.Length, number));
                text.Append(comment.Groups[1].Value.Trim()).Append(' ');
                continue;
            }
            if (places.Count > 0)
                yield return (true, text.ToString(), [.. places]);
            text.Clear();
            places.Clear();
            int trailing = TrailingComment().Match(line) is { Success: true } end ? end.Index : -1;
            yield return (false, trailing < 0 ? line : line[..trailing], [(0, number)]);
            if (trailing >= 0)
                yield return (true, line[trailing..], [(0, number)]);
        }
        if (places.Count > 0)
            yield return (true, text.ToString(), places);
    }

    private static IEnumerable<string> Expanded(string labels)
    {
        string last = "";
        bool isRange = false;
        foreach (Match match in Part().Matches(labels))
        {
            if (match.Value == " to ")
            {
                isRange = true;
                continue;
            }
            if (isRange && Numbered().Match(last) is { Success: true } from && Numbered().Match(match.Value) is { Success: true } to)
                for (int n = Number(from) + 1; n < Number(to); n++)
                    yield return string.Create(CultureInfo.InvariantCulture, $"{from.Groups[1].Value}{n}");
            isRange = false;
            yield return last = match.Value;
        }
    }

    private static int Number(Match match) => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "(?:(?<before>\\b[A-Z][0-9]{1,2}[a-z]?) of )?(?<doc>(?:[\\w.-]+/)*[A-Za-z][A-Za-z-]*)\\.md\\b(?:,? (?<labels>"
            + Label + "(?:(?:, | and | to | )" + Label + ")*))?")]
    private static partial Regex Named();

    [GeneratedRegex("\"[^\"]+\"|[A-Z]?[0-9]+(?:\\.[0-9]+)*[a-z]?| to ")]
    private static partial Regex Part();

    [GeneratedRegex("^([A-Z]?)([0-9]+)$")]
    private static partial Regex Numbered();

    [GeneratedRegex("(?<![\\w./-])[A-Z][0-9]{1,2}[a-e]?(?![\\w-]|\\.[0-9])")]
    private static partial Regex Bare();

    [GeneratedRegex(@"^\s*(?://+|#)\s?(.*)$")]
    private static partial Regex CommentLine();

    [GeneratedRegex(@"\s(?://|#)\s")]
    private static partial Regex TrailingComment();
}
