// The storage account of the data: identity only, TLS 1.2, versions and soft delete, immutable packs.
param account string
param location string
param retentionDays int
param workspaceId string
param dutyId string
param closedNetwork bool
@description('Days during which a version of a pack cannot be changed or deleted.')
param packsKeptDays int

var containers = ['drops', 'quarantine', 'receipts', 'curated', 'bi-data', 'measures', 'packs', 'evidence', 'work']
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
    // Every version of a pack is immutable. A blob that is written again, such as latest.json, gets a new version.
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

  // The extension creates this queue only with the first poison message; until then the host would log a warning at every poll. The poison queue is in
  // the account of the data. The host creates the queue of events, azure-webjobs-blobtrigger-{hostid}, in its own account.
  resource queueService 'queueServices' = {
    name: 'default'
    resource poisoned 'queues' = { name: 'webjobs-blobtrigger-poison' }
  }

  // Old versions also hold people's data. A version is deleted a day after it was created; the daily run may take two days, and soft delete keeps it for
  // another 14 days. Data that retention or an erasure deletes is therefore gone after 17 days (docs/operations.md).
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
            // One blob for each drop, or for each version of a marker whose computation crashed. A lease that is needed again creates its blob again.
            name: 'leases-end'
            enabled: true
            type: 'Lifecycle'
            definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: ['work/leases/', 'work/begun/'] }, actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } } }
          }
          {
            name: 'old-versions-end'
            enabled: true
            type: 'Lifecycle'
            definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: ['drops/', 'curated/', 'bi-data/', 'receipts/', 'work/', 'measures/', 'evidence/'] }, actions: { version: { delete: { daysAfterCreationGreaterThan: 1 } } } }
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

// The queues of this account hold only poison messages, which RecordPoison removes within a minute. A message that stays has not been recorded.
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
