// Only the topic. Its subscriptions need the key of the deployed app, so deploy.sh creates them afterwards.
param name string
param location string
param storageId string

resource topic 'Microsoft.EventGrid/systemTopics@2024-06-01-preview' = {
  name: '${name}-blobs'
  location: location
  properties: { source: storageId, topicType: 'Microsoft.Storage.StorageAccounts' }
}

output topic string = topic.name
