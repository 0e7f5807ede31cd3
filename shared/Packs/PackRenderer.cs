using System.Text;
using IncDiv.Packs.Sections;

namespace IncDiv.Packs;

/// <summary>Renders publishable figures to the files of a pack (outputs.md section 3).</summary>
public static class PackRenderer
{
    /// <summary><c>index.html</c> and <c>measures.csv</c>. The same input gives the same bytes.</summary>
    public static IReadOnlyList<PackFile> Render(PackInput input) =>
    [
        new PackFile("index.html", Encoding.UTF8.GetBytes(PackPage.Render(input))),
        new PackFile("measures.csv", MeasuresCsv.Write(input.Rows)),
    ];
}
