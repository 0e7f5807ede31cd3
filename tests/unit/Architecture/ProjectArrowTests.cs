using System.Xml.Linq;

namespace IncDiv.Architecture.Tests;

public sealed class ProjectArrowTests
{
    [Theory]
    [InlineData("shared/Contracts/IncDiv.Contracts", "")]
    [InlineData("shared/Speed/IncDiv.Speed", "")]
    [InlineData("shared/Ingestion/IncDiv.Ingestion", "IncDiv.Contracts IncDiv.Speed")]
    [InlineData("shared/Anonymisation/IncDiv.Anonymisation", "IncDiv.Contracts IncDiv.Speed")]
    [InlineData("shared/Measures/IncDiv.Measures", "IncDiv.Contracts")]
    [InlineData("shared/Disclosure/IncDiv.Disclosure", "IncDiv.Contracts")]
    [InlineData("shared/Reports/IncDiv.Reports", "IncDiv.Contracts IncDiv.Disclosure")]
    [InlineData("shared/Packs/IncDiv.Packs", "IncDiv.Contracts IncDiv.Reports")]
    [InlineData("shared/Storage/IncDiv.Storage", "IncDiv.Contracts")]
    [InlineData(
        "shared/Workflows/IncDiv.Workflows",
        "IncDiv.Anonymisation IncDiv.Contracts IncDiv.Disclosure IncDiv.Ingestion IncDiv.Measures IncDiv.Packs IncDiv.Reports IncDiv.Storage")]
    [InlineData("functions/IncDiv.Functions", "IncDiv.Workflows")]
    [InlineData("infra/samples/IncDiv.Samples", "IncDiv.Contracts")]
    [InlineData("infra/host/IncDiv.Host", "")]
    [InlineData("infra/local/IncDiv.Local", "IncDiv.Host")]
    [InlineData("infra/cli/IncDiv.Cli", "IncDiv.Functions IncDiv.Local IncDiv.Samples IncDiv.Workflows")]
    public void A_project_references_only_what_the_architecture_allows(string project, string references) =>
        Assert.Equal(
            references.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)).Order());

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Speed")]
    [InlineData("Ingestion")]
    [InlineData("Anonymisation")]
    [InlineData("Measures")]
    [InlineData("Disclosure")]
    [InlineData("Reports")]
    [InlineData("Packs")]
    [InlineData("Workflows")]
    public void Only_Storage_references_Azure_and_Parquet(string part) =>
        Assert.DoesNotContain(
            References($"shared/{part}/IncDiv.{part}", "PackageReference"),
            p => p.StartsWith("Azure", StringComparison.Ordinal) || p.StartsWith("Parquet", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project, string item) =>
        XDocument.Load(Path.Combine(Repository.Root, project + ".csproj")).Descendants(item).Select(r => (string)r.Attribute("Include")!);
}
