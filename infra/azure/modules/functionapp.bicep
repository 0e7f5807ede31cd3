// Flex Consumption, .NET 10 isolated. Every setting that the code reads, and no other (a test compares them).
param name string
param location string
param account string
param identityId string
param identityClientId string
param pseudonymKeyUri string
param pseudonymKeyId string
param retentionDays int
param smallestClass int
param mailPasswordUri string
param notices object
param insightsConnection string

var stewards = [for steward in items(notices.stewards): { name: 'MailSteward__${steward.key}', value: steward.value }]
var suffix = environment().suffixes.storage
var hostAccount = take('host${uniqueString(resourceGroup().id, name)}', 24)

// The host's own storage: locks, timers and the code. Not the account of the data.
resource host 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: hostAccount
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { allowSharedKeyAccess: false, allowBlobPublicAccess: false, minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true }
  resource blobs 'blobServices' = {
    name: 'default'
    resource package 'containers' = { name: 'app-package' }
  }
}

resource hostRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b', '974c5e8b-45b9-4653-ba55-5f855dd0fb88', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3']: {
  name: guid(host.id, identityId, role)
  scope: host
  properties: { principalId: reference(identityId, '2023-01-31').principalId, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role) }
}]

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
  dependsOn: [hostRoles]
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      deployment: { storage: { type: 'blobContainer', value: '${host.properties.primaryEndpoints.blob}app-package', authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId } } }
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
        { name: 'AzureFunctionsWebHost__hostId', value: name }
        { name: 'AZURE_CLIENT_ID', value: identityClientId }
        { name: 'PipelineStorage__blobServiceUri', value: 'https://${account}.blob.${suffix}' }
        { name: 'PipelineStorage__queueServiceUri', value: 'https://${account}.queue.${suffix}' }
        { name: 'PipelineStorage__tableServiceUri', value: 'https://${account}.table.${suffix}' }
        { name: 'PipelineStorage__credential', value: 'managedidentity' }
        { name: 'PipelineStorage__clientId', value: identityClientId }
        { name: 'PseudonymKey', value: pseudonymKeyUri }
        { name: 'PseudonymKeyId', value: pseudonymKeyId }
        { name: 'RetentionDays', value: string(retentionDays) }
        { name: 'SmallestClass', value: string(smallestClass) }
        { name: 'EventsTakeMinutes', value: '10' }
        { name: 'MailServer', value: notices.mailServer }
        { name: 'MailUser', value: notices.mailUser }
        { name: 'MailPassword', value: empty(notices.mailUser) ? '' : mailPasswordUri }
        { name: 'MailFrom', value: notices.mailFrom }
        { name: 'MailTo', value: notices.mailTo }
        { name: 'Webhook', value: notices.webhook }
        { name: 'PackAddress', value: 'https://${account}.blob.${suffix}/packs' }
        { name: 'PublishSchedule', value: '0 0 7 * * *' }
        { name: 'ReconcileSchedule', value: '0 30 * * * *' }
        { name: 'RetentionSchedule', value: '0 0 3 * * *' }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnection }
      ])
    }
  }
}

output name string = app.name
