// Flex Consumption, .NET 10 isolated. It has exactly the settings that the code reads (a test compares them).
param name string
param location string
param account string
param hostAccount string
@description('Subnet for outgoing traffic; empty for the public network.')
param appSubnetId string
param identityId string
param identityClientId string
param vaultName string
param pseudonymKeyId string
param previousPseudonymKeyId string
param retentionDays int
param smallestClass int
param notices object
param insightsConnection string
param otlpEndpoint string

// Names of settings cannot hold a hyphen on Linux: the code reads staff_survey as staff-survey.
var stewards = [for steward in items(notices.stewards): { name: 'MailSteward__${replace(steward.key, '-', '_')}', value: steward.value }]
var suffix = environment().suffixes.storage

// Keys in the vault are named by their ids and pinned to a version, so that a new version is not used at the next start.
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
  resource key 'secrets' existing = { name: 'pseudonym-key-${pseudonymKeyId}' }
  resource previousKey 'secrets' existing = if (!empty(previousPseudonymKeyId)) { name: 'pseudonym-key-${previousPseudonymKeyId}' }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(appSubnetId) ? null : appSubnetId
    functionAppConfig: {
      deployment: { storage: { type: 'blobContainer', value: 'https://${hostAccount}.blob.${suffix}/app-package', authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId } } }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: 40 }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: concat(stewards, [
        { name: 'AzureWebJobsStorage__blobServiceUri', value: 'https://${hostAccount}.blob.${suffix}' }
        { name: 'AzureWebJobsStorage__queueServiceUri', value: 'https://${hostAccount}.queue.${suffix}' }
        { name: 'AzureWebJobsStorage__tableServiceUri', value: 'https://${hostAccount}.table.${suffix}' }
        { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
        { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
        // Lower case, because names are case-sensitive on Linux.
        { name: 'AzureFunctionsWebHost__hostid', value: name }
        { name: 'AZURE_CLIENT_ID', value: identityClientId }
        { name: 'PipelineStorage__blobServiceUri', value: 'https://${account}.blob.${suffix}' }
        { name: 'PipelineStorage__queueServiceUri', value: 'https://${account}.queue.${suffix}' }
        { name: 'PipelineStorage__tableServiceUri', value: 'https://${account}.table.${suffix}' }
        { name: 'PipelineStorage__credential', value: 'managedidentity' }
        { name: 'PipelineStorage__clientId', value: identityClientId }
        { name: 'PseudonymKey', value: vault::key.properties.secretUriWithVersion }
        { name: 'PseudonymKeyId', value: pseudonymKeyId }
        { name: 'PreviousPseudonymKey', value: empty(previousPseudonymKeyId) ? '' : vault::previousKey!.properties.secretUriWithVersion }
        { name: 'PreviousPseudonymKeyId', value: previousPseudonymKeyId }
        { name: 'RetentionDays', value: string(retentionDays) }
        { name: 'SmallestClass', value: string(smallestClass) }
        { name: 'EventsTakeMinutes', value: '10' }
        { name: 'MailServer', value: notices.mailServer }
        { name: 'MailUser', value: notices.mailUser }
        { name: 'MailPassword', value: empty(notices.mailUser) ? '' : '${vault.properties.vaultUri}secrets/mail-password' }
        { name: 'MailFrom', value: notices.mailFrom }
        { name: 'MailTo', value: notices.mailTo }
        { name: 'Webhook', value: notices.webhook }
        { name: 'PackAddress', value: 'https://${account}.blob.${suffix}/packs' }
        { name: 'TablesSchedule', value: '0 */5 * * * *' }
        { name: 'PublishSchedule', value: '0 0 7 * * *' }
        { name: 'ReconcileSchedule', value: '0 30 * * * *' }
        { name: 'RetentionSchedule', value: '0 0 3 * * *' }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnection }
        { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identityClientId};Authorization=AAD' }
        { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: otlpEndpoint }
      ])
    }
  }
}

// Code is published with an identity, never with a user name and password.
resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}
resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

output name string = app.name
