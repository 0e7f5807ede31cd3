using System.Text.Json;
using System.Text.RegularExpressions;
using IncDiv.Storage;

namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>There is no Bicep compiler on a closed registry: these tests read the modules and compare them with what the code reads.</summary>
public sealed partial class BicepTests
{
    // Of the host and the platform, not of our code.
    private static readonly string[] OfTheHost =
    [
        "AZURE_CLIENT_ID", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureFunctionsWebHost__hostId", "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "PipelineStorage__queueServiceUri", "PipelineStorage__credential", "PipelineStorage__clientId",
    ];

    // The emulator's way to storage, rehearsals, and what is set only while keys overlap.
    private static readonly string[] NotInAzure = ["PipelineStorage", "AsOf", "PreviousPseudonymKey", "PreviousPseudonymKeyId", "RetiredPseudonymKeys"];

    private static readonly string[] OptionSources = ["shared/Flows/PipelineOptions.cs", "shared/Flows/Delivery/DeliveryOptions.cs"];

    [Fact]
    public void The_app_gets_every_setting_that_the_code_reads_and_no_other()
    {
        string[] read = [.. OptionSources.SelectMany(f => Matches(f, ReadSetting())).Select(s => s.Replace(":", "__", StringComparison.Ordinal))
            .Concat(FunctionSources().SelectMany(f => ScheduleSetting().Matches(f).Select(m => m.Groups[1].Value))).Except(NotInAzure).Order(StringComparer.Ordinal)];
        string[] given = [.. Matches("infra/azure/modules/functionapp.bicep", AppSetting()).Except(OfTheHost).Order(StringComparer.Ordinal)];
        Assert.Equal(read, given);
        Assert.Empty(OfTheHost.Except(Matches("infra/azure/modules/functionapp.bicep", AppSetting())));
    }

    [Fact]
    public void Containers_and_tables_are_those_of_the_code()
    {
        string storage = Read("infra/azure/modules/storage.bicep");
        Assert.Equal(ContainerNames.All, List(storage, "containers"));
        Assert.Equal(TableNames.All, List(storage, "tables"));
        using JsonDocument access = JsonDocument.Parse(Read("infra/azure/access.json"));
        Assert.Equal(ContainerNames.All, access.RootElement.GetProperty("app").EnumerateObject().Select(c => c.Name));
    }

    [Fact]
    public void Every_blob_function_is_subscribed_to_the_events_of_its_own_folder()
    {
        string[] functions = [.. FunctionSources().SelectMany(f => BlobFunction().Matches(f).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}/blobs/{m.Groups[3].Value}")).Order(StringComparer.Ordinal)];
        Assert.Equal(6, functions.Length);
        Assert.Equal(functions, Matches("infra/azure/deploy.sh", Subscription()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("storage", "allowSharedKeyAccess: false")]
    [InlineData("storage", "allowBlobPublicAccess: false")]
    [InlineData("storage", "minimumTlsVersion: 'TLS1_2'")]
    [InlineData("storage", "supportsHttpsTrafficOnly: true")]
    [InlineData("storage", "isVersioningEnabled: true")]
    [InlineData("storage", "immutableStorageWithVersioning: { enabled: container == 'packs' }")]
    [InlineData("storage", "deleteRetentionPolicy: { enabled: true")]
    [InlineData("storage", "category: 'StorageRead', enabled: true")]
    [InlineData("storage", "Microsoft.Network/privateEndpoints@")]
    [InlineData("keyvault", "enableRbacAuthorization: true")]
    [InlineData("keyvault", "enablePurgeProtection: true")]
    [InlineData("keyvault", "category: 'AuditEvent', enabled: true")]
    [InlineData("functionapp", "allowSharedKeyAccess: false")]
    [InlineData("functionapp", "name: 'MailSteward__${steward.key}'")]
    [InlineData("functionapp", "httpsOnly: true")]
    [InlineData("functionapp", "minTlsVersion: '1.2'")]
    [InlineData("functionapp", "ftpsState: 'Disabled'")]
    [InlineData("roles", "StringStartsWith \\'${team.key}/\\''")]
    [InlineData("monitoring", "name: 'oldest-unprocessed-drop'")]
    [InlineData("monitoring", "name: 'poisoned-drop'")]
    [InlineData("monitoring", "name: 'overdue-pack'")]
    public void A_setting_that_the_threat_model_names_is_there(string module, string setting) =>
        Assert.Contains(setting, Read($"infra/azure/modules/{module}.bicep"), StringComparison.Ordinal);

    [Fact]
    public void A_module_gets_exactly_the_parameters_that_it_has_and_they_are_used()
    {
        string main = Read("infra/azure/main.bicep");
        foreach (Match module in Module().Matches(main))
        {
            string source = Read($"infra/azure/{module.Groups[1].Value}");
            string[] has = [.. Parameter().Matches(source).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];
            string[] given = [.. Argument().Matches(module.Groups[2].Value).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];
            Assert.Equal((module.Groups[1].Value, string.Join(' ', has)), (module.Groups[1].Value, string.Join(' ', given)));
            Assert.DoesNotContain(has, p => Regex.Count(source, $@"\b{p}\b") < 2);
        }
        Assert.Equal(7, Module().Count(main));
        foreach (string environment in new[] { "dev", "test", "prod" })
            Assert.Empty(Matches($"infra/azure/parameters/{environment}.bicepparam", Parameter()).Except(Parameter().Matches(main).Select(m => m.Groups[1].Value)));
    }

    private static IEnumerable<string> FunctionSources() => Directory.EnumerateFiles(Repository.PathOf("functions"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static string Read(string path) => File.ReadAllText(Repository.PathOf(path));

    private static string[] Matches(string path, Regex pattern) => [.. pattern.Matches(Read(path)).Select(m => string.Join(' ', m.Groups.Values.Skip(1).Select(g => g.Value))).Distinct()];

    private static string[] List(string source, string variable) =>
        [.. Regex.Match(source, $@"var {variable} = \[([^\]]+)\]").Groups[1].Value.Split(',').Select(v => v.Trim(' ', '\''))];

    [GeneratedRegex("""configuration\["([A-Za-z:]+)"\]""")]
    private static partial Regex ReadSetting();

    [GeneratedRegex("""TimerTrigger\("%([A-Za-z]+)%"\)""")]
    private static partial Regex ScheduleSetting();

    [GeneratedRegex("""\{ name: '([A-Za-z_]+)', value:""")]
    private static partial Regex AppSetting();

    [GeneratedRegex("""class (\w+)\(.*?BlobTrigger\("([a-z]+)/([a-z-]+/)\{""", RegexOptions.Singleline)]
    private static partial Regex BlobFunction();

    [GeneratedRegex("^subscribe (\\w+) (\\S+)$", RegexOptions.Multiline)]
    private static partial Regex Subscription();

    [GeneratedRegex(@"module \w+ '([^']+)' = \{(.*?)^\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"^param (\w+)", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?<=params: \{.*)\b(\w+):(?= )", RegexOptions.Singleline)]
    private static partial Regex Argument();
}
