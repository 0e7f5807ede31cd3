// One account: identity only, TLS 1.2, versions and soft delete, packs that cannot be changed.
param account string
param location string
param retentionDays int
param workspaceId string
param privateSubnetId string

var containers = ['drops', 'quarantine', 'receipts', 'curated', 'bi-data', 'measures', 'packs', 'work']
var tables = ['Measures', 'MeasureHistory', 'Drops', 'Packs', 'Audit']

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: account
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: empty(privateSubnetId) ? 'Enabled' : 'Disabled'
    networkAcls: { defaultAction: empty(privateSubnetId) ? 'Allow' : 'Deny', bypass: 'AzureServices' }
    encryption: { keySource: 'Microsoft.Storage', requireInfrastructureEncryption: true, services: { blob: { enabled: true }, table: { enabled: true, keyType: 'Account' }, queue: { enabled: true, keyType: 'Account' } } }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      changeFeed: { enabled: true, retentionInDays: 90 }
      deleteRetentionPolicy: { enabled: true, days: 14 }
      containerDeleteRetentionPolicy: { enabled: true, days: 14 }
    }
    resource each 'containers' = [for container in containers: {
      name: container
      properties: { publicAccess: 'None', immutableStorageWithVersioning: { enabled: container == 'packs' } }
    }]
  }

  resource tableService 'tableServices' = {
    name: 'default'
    resource each 'tables' = [for table in tables: { name: table }]
  }

  resource queueService 'queueServices' = { name: 'default' }

  // Old versions and snapshots hold people's data too: they go when the raw files' time is up.
  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'quarantine-ends'
            enabled: true
            type: 'Lifecycle'
            definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: ['quarantine/'] }, actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: retentionDays + 1 } }, version: { delete: { daysAfterCreationGreaterThan: 14 } } } }
          }
          {
            // One for each drop; a lease that is needed again makes its blob anew.
            name: 'leases-end'
            enabled: true
            type: 'Lifecycle'
            definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: ['work/leases/'] }, actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } } }
          }
          {
            name: 'old-versions-end'
            enabled: true
            type: 'Lifecycle'
            definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: ['drops/', 'curated/', 'bi-data/', 'receipts/', 'work/', 'measures/'] }, actions: { version: { delete: { daysAfterCreationGreaterThan: 14 } } } }
          }
        ]
      }
    }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: storage::blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageRead', enabled: true }
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}

resource endpoints 'Microsoft.Network/privateEndpoints@2024-01-01' = [for service in empty(privateSubnetId) ? [] : ['blob', 'queue', 'table']: {
  name: '${account}-${service}'
  location: location
  properties: { subnet: { id: privateSubnetId }, privateLinkServiceConnections: [{ name: service, properties: { privateLinkServiceId: storage.id, groupIds: [service] } }] }
}]

output account string = storage.name
output id string = storage.id
