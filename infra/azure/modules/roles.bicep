// The roles of access.json: one for each set of letters there, assigned per container. A condition limits source teams to their folders.
param account string
param appPrincipalId string
param groups object
@description('Object id of a group by feed.')
param sourceTeams object

var access = loadJsonContent('../access.json')
var data = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs'
// Reading (r) includes listing (l), so a condition prevents listing for actors with r but not l.
var dataActions = {
  r: '${data}/read'
  c: '${data}/add/action'
  w: '${data}/write'
  d: '${data}/delete'
}
var principals = union({ steward: '', sidu: '', bi: '', privacy: '' }, groups, { app: appPrincipalId })
var grants = flatten(map(['app', 'steward', 'sidu', 'bi', 'privacy'], a => map(items(access[a]), c => { actor: a, container: c.key, letters: c.value })))
var sets = map(items(groupBy(concat(grants, map(items(access.sourceTeam), c => { letters: c.value })), g => g.letters)), g => g.key)
var queueContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var tableReader = '76199698-9eea-4c19-bc75-cec21354c6b6'

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: account
  resource blobs 'blobServices' existing = { name: 'default' }
  resource tableService 'tableServices' existing = {
    name: 'default'
    resource measures 'tables' existing = { name: 'Measures' }
    resource history 'tables' existing = { name: 'MeasureHistory' }
  }
}

resource rights 'Microsoft.Authorization/roleDefinitions@2022-04-01' = [for letters in sets: {
  name: guid(storage.id, 'rights', letters)
  properties: {
    roleName: 'IncDiv ${letters} (${account})'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [{ dataActions: map(filter(items(dataActions), a => contains(letters, a.key)), a => a.value) }]
  }
}]

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = [for grant in grants: {
  name: '${account}/default/${grant.container}'
}]

resource granted 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (grant, i) in grants: if (!empty(principals[grant.actor])) {
  name: guid(storage.id, grant.actor, principals[grant.actor], grant.container)
  scope: containers[i]
  properties: {
    principalId: principals[grant.actor]
    principalType: grant.actor == 'app' ? 'ServicePrincipal' : 'Group'
    roleDefinitionId: rights[indexOf(sets, grant.letters)].id
  }
}]

// The host reads the poison queue with the app's identity, through the connection PipelineStorage, like the drops.
resource appQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [queueContributor, tableContributor]: {
  name: guid(storage.id, appPrincipalId, role)
  scope: storage
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role) }
}]

resource biTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(principals.bi)) {
  name: guid(storage.id, principals.bi, 'measures-table')
  scope: storage::tableService::measures
  properties: { principalId: principals.bi, principalType: 'Group', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableReader) }
}

resource biHistory 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(principals.bi)) {
  name: guid(storage.id, principals.bi, 'history-table')
  scope: storage::tableService::history
  properties: { principalId: principals.bi, principalType: 'Group', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableReader) }
}

// One assignment for each group, however many feeds it owns: Azure rejects a second assignment of the same role in the same scope.
var teams = items(groupBy(filter(items(sourceTeams), t => !empty(t.value)), t => t.value))
var folders = map(teams, t => join(map(t.value, f => '@Resource[${data}:path] StringStartsWith \'${f.key}/\''), ' OR '))

resource drops 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = { name: '${account}/default/drops' }
resource receipts 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = { name: '${account}/default/receipts' }

// Create only: no reading, listing or overwriting ('add' without 'write').
resource teamDrops 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (team, i) in teams: {
  name: guid(storage.id, 'sourceTeam', team.key, 'drops')
  scope: drops
  properties: {
    principalId: team.key
    principalType: 'Group'
    roleDefinitionId: rights[indexOf(sets, access.sourceTeam.drops)].id
    conditionVersion: '2.0'
    condition: folders[i]
  }
}]

resource teamReceipts 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (team, i) in teams: {
  name: guid(storage.id, 'sourceTeam', team.key, 'receipts')
  scope: receipts
  properties: {
    principalId: team.key
    principalType: 'Group'
    roleDefinitionId: rights[indexOf(sets, access.sourceTeam.receipts)].id
    conditionVersion: '2.0'
    condition: folders[i]
  }
}]
