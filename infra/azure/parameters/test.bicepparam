using '../main.bicep'

// Fill in this file and commit it: settings that are not in it are removed by the next deployment.
param environmentName = 'test'
param retentionDays = 7
param packsKeptDays = 1
param pseudonymKeyId = '1'
param previousPseudonymKeyId = ''
// Object ids of groups. A feed or group without an id gets no access.
param groups = {
  steward: ''
  sidu: ''
  bi: ''
  privacy: ''
}
param sourceTeams = {
  pas: ''
  'victim-satisfaction': ''
  'staff-survey': ''
  workforce: ''
  actions: ''
}
param notices = {
  mailServer: ''
  mailUser: ''
  mailFrom: ''
  mailTo: ''
  webhook: readEnvironmentVariable('INCDIV_WEBHOOK')
  stewards: {}
}
param alertEmail = readEnvironmentVariable('INCDIV_ALERT_EMAIL')
// Set by deploy.sh.
param newPseudonymKey = readEnvironmentVariable('INCDIV_NEW_KEY', '')
