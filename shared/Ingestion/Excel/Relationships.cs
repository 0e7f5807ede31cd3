namespace IncDiv.Ingestion.Excel;

/// <summary>The relationships of a part to other parts (ECMA-376 part 2, 9.3), which are listed in a separate part.</summary>
internal sealed class Relationships
{
    private const int MaxRelationships = 10_000;

    private readonly List<(string Id, string Type, string? Part)> _all = [];

    /// <param name="of">Name of the referring part; empty for the archive as a whole.</param>
    public static Relationships Read(WorkbookArchive archive, string of)
    {
        int slash = of.LastIndexOf('/') + 1;
        string folder = of[..slash];
        var found = new Relationships();
        using XmlReader xml = archive.OpenPart($"{folder}_rels/{of[slash..]}.rels");
        while (PartXml.Next(xml))
        {
            if (!PartXml.IsAt(xml, 1, "Relationship") || xml.GetAttribute("TargetMode") == "External")
                continue;
            if (found._all.Count == MaxRelationships)
                throw new FileFaultException(FileMessages.TooManyEntries);
            string target = (xml.GetAttribute("Target") ?? "").Replace('\\', '/');
            found._all.Add((xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", PartOf(folder, target)));
        }
        return found;
    }

    /// <summary>The part of that id if it is of that type, or null.</summary>
    /// <exception cref="FileFaultException">Its name leads outside the archive (E113).</exception>
    public string? Find(string id, string type) => Find(r => r.Id == id && IsOf(r.Type, type));

    /// <summary>The first part of that type, or null.</summary>
    /// <exception cref="FileFaultException">Its name leads outside the archive (E113).</exception>
    public string? Find(string type) => Find(r => IsOf(r.Type, type));

    private string? Find(Predicate<(string Id, string Type, string? Part)> wanted) =>
        _all.FindIndex(wanted) is int at and >= 0 ? _all[at].Part ?? throw new FileFaultException(FileMessages.EntryOutside) : null;

    // The strict form of the format has other addresses for types, but they end in the same name.
    private static bool IsOf(string address, string type) => address.EndsWith("/" + type, StringComparison.Ordinal);

    // Excel points from the workbook to "../customXml/item1.xml": only a target outside the archive is refused, and only where it is read.
    // The answer is null for one.
    private static string? PartOf(string folder, string target)
    {
        List<string> path = [];
        foreach (string step in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (step == ".." && path.Count == 0)
                return null;
            if (step == "..")
                path.RemoveAt(path.Count - 1);
            else if (step is not ("" or "."))
                path.Add(step);
        }
        return string.Join('/', path);
    }
}
