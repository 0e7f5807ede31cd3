// Holds the pseudonym keys. Deployment writes a key once, through the management plane, which cannot read it. Only the app can read it.
param name string
param location string
param principalId string
param workspaceId string
param closedNetwork bool
param pseudonymKeyId string
@description('The key to write; empty if the vault has it already.')
@secure()
param newPseudonymKey string

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: closedNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: closedNetwork ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }

  resource key 'secrets' = if (!empty(newPseudonymKey)) {
    name: 'pseudonym-key-${pseudonymKeyId}'
    properties: { value: newPseudonymKey }
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser) }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: { workspaceId: workspaceId, logs: [{ category: 'AuditEvent', enabled: true }] }
}

output name string = vault.name
output id string = vault.id
