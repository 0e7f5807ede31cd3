namespace IncDiv.Packs;

/// <summary>Renders publishable figures into the files of a pack (outputs.md section 3).</summary>
public static class PackRenderer
{
    /// <summary>Every file but <c>measures.parquet</c> and <c>manifest.json</c>. The same input gives the same bytes.</summary>
    public static IReadOnlyList<PackFile> Render(PackInput input)
    {
        PackDocument document = PackComposer.Create(input);
        Func<PackFile>[] parts =
        [
            () => new PackFile("index.html", PackPage.Render(document, input)),
            () => new PackFile("pack.pdf", PackPdf.Render(document, input.Definition.Owner, input.PublicationDate)),
            () => new PackFile("pack.xlsx", PackWorkbook.Render(document, input.Definition.Owner, input.PublicationDate)),
            () => new PackFile("measures.csv", MeasuresCsv.Write(input.Rows)),
            () => new PackFile("measures.csv-metadata.json", MeasuresMetadata.Write(input)),
        ];
        var files = new PackFile[parts.Length];
        Parallel.For(0, parts.Length, i => files[i] = parts[i]());
        return files;
    }
}

/// <summary>The rows that belong in a pack. Every file is made from these, so that no file holds rows that its tier may not read.</summary>
public static class PackSelection
{
    public static IReadOnlyList<MeasureRow> Select(PackDefinition definition, IReadOnlyList<MeasureRow> rows) =>
        definition is { ListedOnly: false, LeaveOut.Count: 0 } ? rows : [.. rows.Where(r => definition.Holds(r.MeasureId, r.Breakdown))];
}
