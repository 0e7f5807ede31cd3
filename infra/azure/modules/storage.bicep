// One account: identity only, TLS 1.2, versions and soft delete, packs that cannot be changed.
param account string
param location string
param retentionDays int
param workspaceId string
param dutyId string
param closedNetwork bool
@description('Days for which nobody can change or delete a version of a pack.')
param packsKeptDays int

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
    publicNetworkAccess: closedNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: closedNetwork ? 'Deny' : 'Allow', bypass: 'AzureServices' }
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
    resource each 'containers' = [for container in filter(containers, c => c != 'packs'): {
      name: container
      properties: { publicAccess: 'None' }
    }]
    // Every version of a pack stays as it is; what is written again, such as latest.json, becomes a version of its own.
    resource packs 'containers' = {
      name: 'packs'
      properties: { publicAccess: 'None', immutableStorageWithVersioning: { enabled: true } }
      resource unchanged 'immutabilityPolicies' = {
        name: 'default'
        properties: { immutabilityPeriodSinceCreationInDays: packsKeptDays, allowProtectedAppendWrites: false }
      }
    }
  }

  resource tableService 'tableServices' = {
    name: 'default'
    resource each 'tables' = [for table in tables: { name: table }]
  }

  // The extension makes it with the first poison message; until then the host would warn of it at every look. Poison lies with the data: the queue of
  // the events themselves, azure-webjobs-blobtrigger-{hostid}, is made by the host in its own account.
  resource queueService 'queueServices' = {
    name: 'default'
    resource poisoned 'queues' = { name: 'webjobs-blobtrigger-poison' }
  }

  // Old versions hold people's data too. One goes a day after it was made, within two days of the daily run, and soft delete keeps it 14 days more:
  // what retention or an erasure takes away is gone 17 days later (docs/operations.md).
  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'quarantine-ends'
            enabled: true
            type: 'Lifecycle'
            definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: ['quarantine/'] }, actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: retentionDays + 1 } }, version: { delete: { daysAfterCreationGreaterThan: 1 } } } }
          }
          {
            // One for each drop, or for each version of a marker whose computation died; a lease that is needed again makes its blob anew.
            name: 'leases-end'
            enabled: true
            type: 'Lifecycle'
            definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: ['work/leases/', 'work/begun/'] }, actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } } }
          }
          {
            name: 'old-versions-end'
            enabled: true
            type: 'Lifecycle'
            definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: ['drops/', 'curated/', 'bi-data/', 'receipts/', 'work/', 'measures/'] }, actions: { version: { delete: { daysAfterCreationGreaterThan: 1 } } } }
          }
        ]
      }
    }
  }
}

var audit = {
  workspaceId: workspaceId
  logs: [
    { category: 'StorageRead', enabled: true }
    { category: 'StorageWrite', enabled: true }
    { category: 'StorageDelete', enabled: true }
  ]
}

resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: storage::blobs
  properties: audit
}

resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: storage::tableService
  properties: audit
}

resource queueLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: storage::queueService
  properties: audit
}

// The queues of this account hold poison only, which RecordPoison takes away within a minute: what stays there was recorded nowhere.
resource poison 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${account}-poison-queue'
  location: 'global'
  properties: {
    severity: 2
    enabled: true
    scopes: [storage::queueService.id]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [{ name: 'waits', criterionType: 'StaticThresholdCriterion', metricNamespace: 'Microsoft.Storage/storageAccounts/queueServices', metricName: 'QueueMessageCount', timeAggregation: 'Average', operator: 'GreaterThan', threshold: 0 }]
    }
    actions: [{ actionGroupId: dutyId }]
  }
}

output account string = storage.name
output id string = storage.id
