// The pipeline in one resource group: deploy.sh makes it, what-if first. Who may do what: access.json.
targetScope = 'resourceGroup'

@description('dev, test or prod: ends the name of every resource.')
@allowed(['dev', 'test', 'prod'])
param environmentName string
param location string = resourceGroup().location
@description('Days that raw and quarantined drops are kept.')
param retentionDays int = 30
@description('Fewest people who share their characteristics in BI microdata.')
param smallestClass int = 10
@description('Version of the pseudonym key; raise it when the key is changed (docs/operations.md).')
param pseudonymKeyId string = '1'
@description('Who is told of packs and of missing feeds: see the settings of those names in the README; stewards by feed. The password of mailUser is the secret mail-password of the vault.')
param notices object = { mailServer: '', mailUser: '', mailFrom: '', mailTo: '', webhook: '', stewards: {} }
@description('Closes the public network and opens private endpoints in this subnet; empty for none.')
param privateSubnetId string = ''
@description('Where alerts go.')
param alertEmail string
@description('Object ids of the groups of people; empty ones get nothing.')
param groups object = { steward: '', sidu: '', bi: '' }
@description('Object id of the group of each source team, by feed.')
param sourceTeams object = {}

var name = 'incdiv-${environmentName}'
var account = take('incdiv${environmentName}${uniqueString(resourceGroup().id)}', 24)

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { name: name, location: location, alertEmail: alertEmail }
}
module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: name, location: location }
}
module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: { account: account, location: location, retentionDays: retentionDays, workspaceId: monitoring.outputs.workspaceId, privateSubnetId: privateSubnetId }
}
module vault 'modules/keyvault.bicep' = {
  name: 'keyvault'
  params: { name: name, location: location, principalId: identity.outputs.principalId, workspaceId: monitoring.outputs.workspaceId, privateSubnetId: privateSubnetId }
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
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    pseudonymKeyUri: vault.outputs.pseudonymKeyUri
    pseudonymKeyId: pseudonymKeyId
    retentionDays: retentionDays
    smallestClass: smallestClass
    mailPasswordUri: vault.outputs.mailPasswordUri
    notices: notices
    insightsConnection: monitoring.outputs.insightsConnection
  }
}
module events 'modules/eventgrid.bicep' = {
  name: 'eventgrid'
  params: { name: name, location: location, storageId: storage.outputs.id }
}

output appName string = app.outputs.name
output systemTopic string = events.outputs.topic
output storageAccount string = storage.outputs.account
