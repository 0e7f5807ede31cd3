// The pipeline in one resource group. deploy.sh runs what-if and then deploys it. Permissions: access.json.
targetScope = 'resourceGroup'

@description('dev, test or prod: the suffix of every resource name.')
@allowed(['dev', 'test', 'prod'])
param environmentName string
param location string = resourceGroup().location
@description('Days that raw and quarantined drops are kept.')
param retentionDays int = 30
@description('Minimum number of people who share their characteristics in BI microdata (k).')
param smallestClass int = 10
@description('Days during which a version of a pack cannot be changed or deleted.')
param packsKeptDays int
@description('Id of the pseudonym key: the vault keeps it as pseudonym-key-ID. A new id is a new key (docs/operations.md).')
param pseudonymKeyId string
@description('Id of the previous key, while a quarter holds pseudonyms of both keys; otherwise empty.')
param previousPseudonymKeyId string
@description('The key with that id, if the vault does not have it yet; set by deploy.sh.')
@secure()
param newPseudonymKey string
@description('Who is notified of packs and of missing feeds: see the settings with these names in the README; stewards by feed. The password of mailUser is the secret mail-password in the vault.')
param notices object
@description('Closes storage and vault to the public network; the app then reaches them through a private network.')
param closedNetwork bool = false
@description('OTLP endpoint for traces and metrics, in addition to Application Insights; empty for none.')
param otlpEndpoint string = ''
@description('Recipients of alerts.')
param alertEmail string
@description('Object ids of the user groups; an empty id gets no access.')
param groups object
@description('Object id of the group of each source team, by feed; a group may own several feeds, and an empty id gets no access.')
param sourceTeams object

var name = 'incdiv-${environmentName}'
var account = take('incdiv${environmentName}${uniqueString(resourceGroup().id)}', 24)

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { name: name, location: location, alertEmail: alertEmail, principalId: identity.outputs.principalId }
}
module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: name, location: location }
}
module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    account: account
    location: location
    retentionDays: retentionDays
    packsKeptDays: packsKeptDays
    workspaceId: monitoring.outputs.workspaceId
    dutyId: monitoring.outputs.dutyId
    closedNetwork: closedNetwork
  }
}
module host 'modules/hoststorage.bicep' = {
  name: 'hoststorage'
  params: { name: name, location: location, principalId: identity.outputs.principalId, closedNetwork: closedNetwork }
}
module vault 'modules/keyvault.bicep' = {
  name: 'keyvault'
  params: {
    name: name
    location: location
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    pseudonymKeyId: pseudonymKeyId
    newPseudonymKey: newPseudonymKey
    closedNetwork: closedNetwork
  }
}
module network 'modules/network.bicep' = if (closedNetwork) {
  name: 'network'
  params: { name: name, location: location, storageId: storage.outputs.id, hostId: host.outputs.id, vaultId: vault.outputs.id }
}
module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: { account: storage.outputs.account, appPrincipalId: identity.outputs.principalId, groups: groups, sourceTeams: sourceTeams }
}
module app 'modules/functionapp.bicep' = {
  name: 'functionapp'
  dependsOn: [roles]
  params: {
    name: name
    location: location
    account: storage.outputs.account
    hostAccount: host.outputs.account
    appSubnetId: closedNetwork ? network!.outputs.appSubnetId : ''
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    vaultName: vault.outputs.name
    pseudonymKeyId: pseudonymKeyId
    previousPseudonymKeyId: previousPseudonymKeyId
    retentionDays: retentionDays
    smallestClass: smallestClass
    notices: notices
    insightsConnection: monitoring.outputs.insightsConnection
    otlpEndpoint: otlpEndpoint
  }
}
module events 'modules/eventgrid.bicep' = {
  name: 'eventgrid'
  params: { name: name, location: location, storageId: storage.outputs.id }
}

output appName string = app.outputs.name
output systemTopic string = events.outputs.topic
output storageAccount string = storage.outputs.account
