namespace IncDiv.Contracts.Reading;

/// <summary>Reads which measures answer the statements of a strategy; see the comments in <c>Measures/Coverage/1-s000-success.yaml</c>.</summary>
internal static class CoverageReader
{
    public static void Read(ContractFile file, Known<Measure> measures, List<CoverageSection> sections)
    {
        if (file.Root("file of statements") is not { } root)
            return;
        string document = root.Required("document");
        var seen = sections.Where(s => s.Document == document).SelectMany(s => s.Statements).Select(s => s.At).ToHashSet(StringComparer.Ordinal);
        foreach (Section section in root.Items("sections", "section"))
        {
            var statements = new List<CoverageStatement>();
            foreach (Section item in section.Items("statements", "statement"))
            {
                var statement = new CoverageStatement(item.Required("at"), item.Required("says"), item.Words("measures"), item.Text("why_not", ""));
                foreach (YamlText id in item.Texts("measures").Where(id => !measures.Contains(id.Text)))
                    item.Problem($" at {statement.At}: there is no measure '{id.Text}' in the catalogue.", id.Line);
                if (statement.Measures.Count == 0 && statement.WhyNot.Length == 0)
                    item.Problem($" at {statement.At}: name the measures that answer it, or say under 'why_not' why none does.");
                if (!seen.Add(statement.At))
                    item.Problem($" at {statement.At} is listed twice in {document}.");
                item.Finish();
                statements.Add(statement);
            }
            sections.Add(new CoverageSection(document, section.Required("title"), statements));
            section.Finish();
        }
        root.Finish();
    }
}
