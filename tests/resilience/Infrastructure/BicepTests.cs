using System.Reflection;
using Microsoft.Extensions.Configuration;
using static IncDiv.Resilience.Tests.Infrastructure.Sources;

namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>A compiler cannot check that the modules fit the code. These tests compare them with the settings, logs and storage of the code.</summary>
public sealed partial class BicepTests
{
    // Settings of the host and the platform, not of our code.
    private static readonly string[] OfTheHost =
    [
        "AZURE_CLIENT_ID", "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "AzureFunctionsWebHost__hostid", "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "PipelineStorage__queueServiceUri", "PipelineStorage__credential", "PipelineStorage__clientId",
    ];

    // Settings for the emulator, for rehearsals, for the operator's erasure, and for a machine with its own contracts.
    private static readonly string[] NotInAzure = ["AsOf", "RetiredPseudonymKeys", "Contracts"];

    private static readonly string[] Environments = ["dev", "test", "prod"];

    [Fact]
    public void The_app_gets_every_setting_that_the_code_reads_and_no_other()
    {
        string[] read = [.. AppSources().SelectMany(f => ReadSetting().Matches(f)).Select(m => m.Groups[1].Value)
            .Concat(new[] { typeof(PipelineOptions), typeof(PipelineLimits), typeof(DeliveryOptions) }.SelectMany(o => BoundSettings(o)))
            .Concat(FunctionSources().SelectMany(f => ScheduleSetting().Matches(f).Select(m => m.Groups[1].Value)))
            .Distinct().Except(NotInAzure).Order(StringComparer.Ordinal)];
        string[] given = [.. Matches("infra/azure/modules/functionapp.bicep", AppSetting()).Except(OfTheHost).Order(StringComparer.Ordinal)];
        Assert.Equal(read, given);
        Assert.Empty(OfTheHost.Except(Matches("infra/azure/modules/functionapp.bicep", AppSetting())));
        Assert.DoesNotContain(AppSources(), f => f.Contains("GetEnvironmentVariable", StringComparison.Ordinal));
    }

    [Fact]
    public void A_steward_of_every_feed_can_be_set_under_a_name_that_Linux_allows()
    {
        Assert.Contains("'MailSteward__${replace(steward.key, '-', '_')}'", Module("functionapp"), StringComparison.Ordinal);
        var settings = ContractSet.Embedded.Feeds.Feeds.ToDictionary(f => $"MailSteward:{f.Name.Replace('-', '_')}", string? (f) => $"{f.Name}@example.org");
        Assert.DoesNotContain(settings.Keys, k => k.Contains('-', StringComparison.Ordinal));
        var options = new DeliveryOptions();
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().Bind(options);
        Assert.All(ContractSet.Embedded.Feeds.Feeds, f => Assert.Equal($"{f.Name}@example.org", options.StewardsOf(f.Name)));
    }

    // Names of single settings: the app of Bicep writes those of a dictionary in a loop, and names in a section begin with a small letter.
    private static IEnumerable<string> BoundSettings(Type options) => options.GetProperties().Where(p => p.CanWrite).SelectMany(p => p.PropertyType.IsNested
        ? p.PropertyType.GetProperties().Select(
            n => $"{p.GetCustomAttribute<ConfigurationKeyNameAttribute>()!.Name}__{char.ToLowerInvariant(n.Name[0])}{n.Name[1..]}")
        : [p.Name]);

    [Fact]
    public void Containers_and_tables_are_those_of_the_code()
    {
        string storage = Read("infra/azure/modules/storage.bicep");
        Assert.Equal(ContainerNames.All, List(storage, "containers"));
        Assert.Equal(TableNames.All, List(storage, "tables"));
        using JsonDocument access = JsonDocument.Parse(Read("infra/azure/access.json"));
        Assert.Equal(ContainerNames.All, access.RootElement.GetProperty("app").EnumerateObject().Select(c => c.Name));
    }

    // The extension and RecordPoison use this queue through the same connection, that of the data account.
    [Fact]
    public void The_poison_queue_is_created_where_the_host_reads_it_and_by_an_identity_with_the_right()
    {
        string trigger = Assert.Single(FunctionSources().SelectMany(f => QueueFunction().Matches(f)).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}"));
        Assert.Equal("webjobs-blobtrigger-poison PipelineStorage", trigger);
        Assert.Matches(
            @"resource queueService 'queueServices' = \{\s+name: 'default'\s+resource \w+ 'queues' = \{ name: 'webjobs-blobtrigger-poison' \}",
            Module("storage"));
        Assert.DoesNotContain("'queues'", Module("hoststorage"), StringComparison.Ordinal);
        Assert.Contains("'PipelineStorage__queueServiceUri', value: 'https://${account}.queue.${suffix}'", Module("functionapp"), StringComparison.Ordinal);
        Assert.Contains(
            "'AzureWebJobsStorage__queueServiceUri', value: 'https://${hostAccount}.queue.${suffix}'", Module("functionapp"), StringComparison.Ordinal);
        Assert.Contains(
            "resource appQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [queueContributor, tableContributor]: {\n"
                + "  name: guid(storage.id, appPrincipalId, role)\n  scope: storage\n",
            Module("roles"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("storage", "allowSharedKeyAccess: false")]
    [InlineData("storage", "allowBlobPublicAccess: false")]
    [InlineData("storage", "minimumTlsVersion: 'TLS1_2'")]
    [InlineData("storage", "supportsHttpsTrafficOnly: true")]
    [InlineData("storage", "isVersioningEnabled: true")]
    [InlineData("storage", "deleteRetentionPolicy: { enabled: true")]
    [InlineData("storage", "category: 'StorageRead', enabled: true")]
    [InlineData("storage", "scope: storage::blobs\n  properties: audit")]
    [InlineData("storage", "scope: storage::tableService\n  properties: audit")]
    [InlineData("storage", "scope: storage::queueService\n  properties: audit")]
    [InlineData("storage", "metricName: 'QueueMessageCount', timeAggregation: 'Average', operator: 'GreaterThan', threshold: 0")]
    [InlineData("keyvault", "enableRbacAuthorization: true")]
    [InlineData("keyvault", "enablePurgeProtection: true")]
    [InlineData("keyvault", "category: 'AuditEvent', enabled: true")]
    [InlineData("hoststorage", "allowSharedKeyAccess: false")]
    [InlineData("functionapp", "'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identityClientId};Authorization=AAD'")]
    [InlineData("functionapp", "name: 'scm'\n  properties: { allow: false }")]
    [InlineData("functionapp", "name: 'ftp'\n  properties: { allow: false }")]
    [InlineData("functionapp", "httpsOnly: true")]
    [InlineData("functionapp", "minTlsVersion: '1.2'")]
    [InlineData("functionapp", "ftpsState: 'Disabled'")]
    [InlineData("monitoring", "DisableLocalAuth: true")]
    [InlineData("monitoring", "var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'")]
    [InlineData(
        "monitoring",
        "scope: insights\n  properties: { principalId: principalId, principalType: 'ServicePrincipal', "
            + "roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher) }")]
    public void Settings_named_in_the_threat_model_exist(string module, string setting) =>
        Assert.Contains(setting, Module(module), StringComparison.Ordinal);

    [Fact]
    public void Every_service_in_a_closed_network_has_a_private_endpoint_that_the_app_can_reach()
    {
        string network = Module("network"), main = Read("infra/azure/main.bicep");
        foreach (string closed in new[] { "storage", "hoststorage", "keyvault" })
            Assert.Contains("publicNetworkAccess: closedNetwork ? 'Disabled' : 'Enabled'", Module(closed), StringComparison.Ordinal);
        Assert.Contains("storageId: storage.outputs.id, hostId: host.outputs.id, vaultId: vault.outputs.id", main, StringComparison.Ordinal);
        string[] targets = [.. Regex.Matches(network, @"\{ id: (\w+), service: '(\w+)' \}").Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}")];
        Assert.Equal(["storageId blob", "storageId queue", "storageId table", "hostId blob", "hostId queue", "hostId table", "vaultId vault"], targets);
        foreach (string service in new[] { "blob", "queue", "table", "vault" })
            Assert.Matches($@"(?m)^  {service}: 'privatelink\.", network);
        Assert.Contains("Microsoft.Network/privateEndpoints@2024-01-01' = [for target in targets", network, StringComparison.Ordinal);
        Assert.Contains("Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-01-01' = [for (target, i) in targets", network, StringComparison.Ordinal);
        Assert.Contains("Microsoft.Network/privateDnsZones/virtualNetworkLinks@", network, StringComparison.Ordinal);
        Assert.Contains("serviceName: 'Microsoft.App/environments'", network, StringComparison.Ordinal);
        Assert.Contains("output appSubnetId string = network::app.id", network, StringComparison.Ordinal);
        Assert.Contains("appSubnetId: closedNetwork ? network!.outputs.appSubnetId : ''", main, StringComparison.Ordinal);
        Assert.Contains("virtualNetworkSubnetId: empty(appSubnetId) ? null : appSubnetId", Module("functionapp"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_named_by_its_id_and_pinned_to_its_version()
    {
        string app = Module("functionapp");
        Assert.Contains("key 'secrets' existing = { name: 'pseudonym-key-${pseudonymKeyId}' }", app, StringComparison.Ordinal);
        Assert.Contains("name: 'PseudonymKey', value: vault::key.properties.secretUriWithVersion }", app, StringComparison.Ordinal);
        Assert.Contains(
            "previousKey 'secrets' existing = if (!empty(previousPseudonymKeyId)) { name: 'pseudonym-key-${previousPseudonymKeyId}' }",
            app,
            StringComparison.Ordinal);
        Assert.Contains(
            "name: 'PreviousPseudonymKey', value: empty(previousPseudonymKeyId) ? '' : vault::previousKey!.properties.secretUriWithVersion }",
            app,
            StringComparison.Ordinal);
        Assert.Contains(
            "resource key 'secrets' = if (!empty(newPseudonymKey)) {\n    name: 'pseudonym-key-${pseudonymKeyId}'",
            Module("keyvault"),
            StringComparison.Ordinal);
        Assert.All(
            new[] { Module("keyvault"), Read("infra/azure/main.bicep") },
            m => Assert.Contains("@secure()\nparam newPseudonymKey string\n", m, StringComparison.Ordinal));
    }

    [Fact]
    public void A_version_of_a_pack_cannot_be_changed()
    {
        string packs = Regex.Match(
            Module("storage"), @"^    resource packs 'containers' = \{$.*?^    \}$", RegexOptions.Singleline | RegexOptions.Multiline).Value;
        Assert.Contains("name: 'packs'", packs, StringComparison.Ordinal);
        Assert.Contains("immutableStorageWithVersioning: { enabled: true }", packs, StringComparison.Ordinal);
        Assert.Contains("resource unchanged 'immutabilityPolicies' = {", packs, StringComparison.Ordinal);
        Assert.Contains("immutabilityPeriodSinceCreationInDays: packsKeptDays", packs, StringComparison.Ordinal);
        Assert.Contains("param packsKeptDays = 3650\n", Read("infra/azure/parameters/prod.bicepparam"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_documents_say_how_long_deleted_data_can_be_restored()
    {
        string storage = Module("storage");
        int[] versions = [.. Regex.Matches(storage, @"version: \{ delete: \{ daysAfterCreationGreaterThan: (\d+) \} \}")
            .Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct()];
        int kept = int.Parse(
            Regex.Match(storage, @" deleteRetentionPolicy: \{ enabled: true, days: (\d+) \}").Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture);
        // The platform runs lifecycle rules daily and needs up to two days to act on them.
        string days = $"{Assert.Single(versions) + 2 + kept} days";
        Assert.Contains(days, storage, StringComparison.Ordinal);
        foreach (string heading in new[] { "Someone asks to be erased", "Raw drops" })
            Assert.Matches($@"(?s)## {heading}\n((?!\n## ).)*{days}", Read("docs/operations.md"));
    }

    [Fact]
    public void Each_letter_of_the_access_list_is_one_right_and_every_blob_assignment_is_from_the_list()
    {
        string roles = Module("roles");
        var actions = LetterAction().Matches(roles).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        // The rights that AccessMatrixTests tries with a signature for each letter. Listing is part of the action 'read'.
        Assert.Equal(new Dictionary<string, string> { ["r"] = "read", ["c"] = "add/action", ["w"] = "write", ["d"] = "delete" }, actions);
        using JsonDocument access = JsonDocument.Parse(Read("infra/azure/access.json"));
        string[] actors = [.. access.RootElement.EnumerateObject().Where(a => a.Value.ValueKind == JsonValueKind.Object).Select(a => a.Name)];
        Assert.Equal(["app", "sourceTeam", "steward", "sidu", "bi", "privacy"], actors);
        foreach (JsonProperty grant in actors.SelectMany(a => access.RootElement.GetProperty(a).EnumerateObject()))
        {
            Assert.Matches("^[rcwdl]+$", grant.Value.GetString());
            // Reading without listing requires a condition on the path, which source teams have.
            Assert.DoesNotContain('l', grant.Value.GetString()!.Contains('r', StringComparison.Ordinal) ? "" : grant.Value.GetString()!);
        }
        Assert.Contains("var grants = flatten(map(['app', 'steward', 'sidu', 'bi', 'privacy'], a => map(items(access[a]),", roles, StringComparison.Ordinal);
        Assert.Contains("dataActions: map(filter(items(dataActions), a => contains(letters, a.key)), a => a.value)", roles, StringComparison.Ordinal);
        Assert.Equal(
            [
                "rights[indexOf(sets, access.sourceTeam.drops)].id",
                "rights[indexOf(sets, access.sourceTeam.receipts)].id", "rights[indexOf(sets, grant.letters)].id",
            ],
            Regex.Matches(roles, @"^ +roleDefinitionId: (.+)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
        // The other assignments are for queues and tables, with built-in roles.
        Assert.Equal(
            ["queueContributor", "tableContributor", "tableReader"],
            Regex.Matches(roles, @"^var (\w+) = '[0-9a-f-]{36}'$", RegexOptions.Multiline).Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void A_source_team_has_one_assignment_for_all_its_folders()
    {
        string roles = Module("roles");
        Assert.Contains("var teams = items(groupBy(filter(items(sourceTeams), t => !empty(t.value)), t => t.value))", roles, StringComparison.Ordinal);
        Assert.Contains("map(t.value, f => '@Resource[${data}:path] StringStartsWith \\'${f.key}/\\''), ' OR ')", roles, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(roles, @"= \[for \(team, i\) in teams: \{(?:(?!\n\}\]).)*condition: folders\[i\]", RegexOptions.Singleline));
    }

    [Fact]
    public void Every_environment_states_all_settings_that_a_deployment_would_otherwise_remove()
    {
        string[] needed = [.. Regex.Matches(Read("infra/azure/main.bicep"), @"^param (\w+) \w+$", RegexOptions.Multiline).Select(m => m.Groups[1].Value)];
        Assert.Contains("previousPseudonymKeyId", needed);
        foreach (string environment in Environments)
        {
            string parameters = Read($"infra/azure/parameters/{environment}.bicepparam");
            Assert.Empty(needed.Except(Parameter().Matches(parameters).Select(m => m.Groups[1].Value)));
            string teams = Regex.Match(parameters, @"^param sourceTeams = \{(.*?)^\}", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value;
            Assert.Equal(
                ContractSet.Embedded.Feeds.Feeds.Select(f => f.Name),
                Regex.Matches(teams, @"([a-z-]+)'?:").Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
            // Secrets, and values that are easily forgotten in a shell, never come from a variable with a default.
            Assert.Equal(["INCDIV_NEW_KEY"], Regex.Matches(parameters, @"readEnvironmentVariable\('(\w+)', ''\)").Select(m => m.Groups[1].Value));
        }
    }

    [Fact]
    public void A_module_gets_exactly_its_parameters_and_uses_them()
    {
        string main = Read("infra/azure/main.bicep");
        foreach (Match module in ModuleCall().Matches(main))
        {
            string source = Read($"infra/azure/{module.Groups[1].Value}");
            string[] has = [.. Parameter().Matches(source).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];
            string[] given = [.. Argument().Matches(module.Groups[2].Value).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];
            Assert.Equal((module.Groups[1].Value, string.Join(' ', has)), (module.Groups[1].Value, string.Join(' ', given)));
            Assert.DoesNotContain(has, p => Regex.Count(source, $@"\b{p}\b") < 2);
        }
        Assert.Equal(Directory.GetFiles(Repository.PathOf("infra/azure/modules")).Length, ModuleCall().Count(main));
        foreach (string environment in Environments)
            Assert.Empty(
                Matches($"infra/azure/parameters/{environment}.bicepparam", Parameter()).Except(Parameter().Matches(main).Select(m => m.Groups[1].Value)));
    }

    private static string[] List(string source, string variable) =>
        [.. Regex.Match(source, $@"var {variable} = \[([^\]]+)\]").Groups[1].Value.Split(',').Select(v => v.Trim(' ', '\''))];

    [GeneratedRegex("""configuration\["([A-Za-z_:]+)"\]""")]
    private static partial Regex ReadSetting();

    [GeneratedRegex(@"^  ([a-z]): '\$\{data\}/([a-z/]+)'$", RegexOptions.Multiline)]
    private static partial Regex LetterAction();

    [GeneratedRegex("""TimerTrigger\("%([A-Za-z]+)%"\)""")]
    private static partial Regex ScheduleSetting();

    [GeneratedRegex("""\{ name: '([A-Za-z_]+)', value:""")]
    private static partial Regex AppSetting();

    [GeneratedRegex("""QueueTrigger\("([a-z-]+)", Connection = "(\w+)"\)""")]
    private static partial Regex QueueFunction();

    [GeneratedRegex(@"module \w+ '([^']+)' = (?:if \(\w+\) )?\{(.*?)^\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex ModuleCall();

    [GeneratedRegex(@"^param (\w+)", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?<=params: \{.*)\b(\w+):(?= )", RegexOptions.Singleline)]
    private static partial Regex Argument();
}
