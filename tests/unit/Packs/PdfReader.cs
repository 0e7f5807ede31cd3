namespace IncDiv.Packs.Tests;

/// <summary>Reads the tables of a tagged PDF from the structure that Poppler prints.</summary>
internal static class PdfReader
{
    /// <summary>Each table by row: the text of its cells, without blanks. Group headings are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<string[]>> Tables(string structure)
    {
        List<List<List<string>>> tables = [];
        bool isCell = false;
        foreach (string line in structure.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            if (line[0] == '"' && line[^1] == '"')
            {
                if (isCell)
                    tables[^1][^1][^1] += line[1..^1];
                continue;
            }
            string tag = line.Split(' ', ':')[0];
            switch (tag)
            {
                case "Table":
                    tables.Add([]);
                    break;
                case "TR":
                    tables[^1].Add([]);
                    break;
                case "TH" or "TD":
                    tables[^1][^1].Add("");
                    break;
            }
            if (!line.StartsWith('/'))
                isCell = tag is "TH" or "TD";
        }
        return [.. tables.Select(IReadOnlyList<string[]> (t) =>
            [.. t.Where(r => r.Count == t[0].Count || t[0].Count == 1).Select(r => r.Select(Squeezed).ToArray())])];
    }

    public static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
