// One role for each set of rights in access.json, assigned container by container. Source teams are held in their folder by a condition.
param account string
param appPrincipalId string
param groups object
param sourceTeams object

var access = loadJsonContent('../access.json')
var people = ['steward', 'sidu', 'bi']
var roles = {
  reader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'       // Storage Blob Data Reader
  contributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'  // Storage Blob Data Contributor
  owner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'        // Storage Blob Data Owner: the host's own container
  queues: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'       // Storage Queue Data Contributor
  tables: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'       // Storage Table Data Contributor
  tableReader: '76199698-9eea-4c19-bc75-cec21354c6b6'  // Storage Table Data Reader
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: account
  resource blobs 'blobServices' existing = { name: 'default' }
  resource tableService 'tableServices' existing = {
    name: 'default'
    resource measures 'tables' existing = { name: 'Measures' }
    resource history 'tables' existing = { name: 'MeasureHistory' }
  }
}

// What the app may do on each container, to the letter.
resource exact 'Microsoft.Authorization/roleDefinitions@2022-04-01' = [for container in items(access.app): {
  name: guid(storage.id, 'app', container.key)
  properties: {
    roleName: 'IncDiv app on ${container.key} (${account})'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [{
      dataActions: concat(
        ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
        contains(container.value, 'c') ? ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'] : [],
        contains(container.value, 'w') ? ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'] : [],
        contains(container.value, 'd') ? ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete'] : [])
    }]
  }
}]

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = [for container in items(access.app): {
  name: '${account}/default/${container.key}'
}]

resource app 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (container, i) in items(access.app): {
  name: guid(storage.id, appPrincipalId, container.key)
  scope: containers[i]
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: exact[i].id }
}]

resource appQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [roles.queues, roles.tables]: {
  name: guid(storage.id, appPrincipalId, role)
  scope: storage
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role) }
}]

var readers = flatten(map(people, p => map(items(access[p]), c => { group: groups[?p] ?? '', container: c.key })))

resource readerContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = [for reader in readers: {
  name: '${account}/default/${reader.container}'
}]

resource readerRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (reader, i) in readers: if (!empty(reader.group)) {
  name: guid(storage.id, reader.group, reader.container)
  scope: readerContainers[i]
  properties: { principalId: reader.group, principalType: 'Group', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader) }
}]

resource biTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(groups[?'bi'] ?? '')) {
  name: guid(storage.id, groups.bi, 'measures-table')
  scope: storage::tableService::measures
  properties: { principalId: groups.bi, principalType: 'Group', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableReader) }
}

resource biHistory 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(groups[?'bi'] ?? '')) {
  name: guid(storage.id, groups.bi, 'history-table')
  scope: storage::tableService::history
  properties: { principalId: groups.bi, principalType: 'Group', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableReader) }
}

// Create only: no read, no list, no overwriting ('add' without 'write').
resource create 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(storage.id, 'sourceTeam')
  properties: {
    roleName: 'IncDiv source team (${account})'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [{ dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'] }]
  }
}

resource drops 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = { name: '${account}/default/drops' }
resource receipts 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = { name: '${account}/default/receipts' }

resource teamDrops 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for team in items(sourceTeams): {
  name: guid(storage.id, team.value, 'drops')
  scope: drops
  properties: {
    principalId: team.value
    principalType: 'Group'
    roleDefinitionId: create.id
    conditionVersion: '2.0'
    condition: '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path] StringStartsWith \'${team.key}/\''
  }
}]

resource teamReceipts 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for team in items(sourceTeams): {
  name: guid(storage.id, team.value, 'receipts')
  scope: receipts
  properties: {
    principalId: team.value
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
    conditionVersion: '2.0'
    condition: '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path] StringStartsWith \'${team.key}/\''
  }
}]
