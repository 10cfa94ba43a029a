// The pages that every walk goes over: public ones, and those of each role after signing in
// (where these and a role's workbench lead is looked at besides).
export const PUBLIC = [
  '/', '/services', '/registration', '/registration/association', '/registration/filed', '/registration/finder', '/registration/finder?core=members&category=trade&division=510903&individuals=38',
  '/registration/names', '/registration/names?name=遂宁市国际听荷养老服务中心&kind=service&authority=mz-510903', '/orgs', '/orgs/map', '/orgs/compare', '/grades', '/grades/rounds', '/charities', '/lists', '/reports', '/inspections', '/tenders', '/catalogue', '/plans', '/contracts', '/activities', '/activities?q=查无此事此名',
  '/teams', '/volunteer', '/communities', '/training', '/fund', '/matters', '/assessments', '/discretion', '/rectification', '/statistics', '/statistics/registry',
  '/open-data', '/ledger', '/search?q=养老', '/search?q=查无此事此名', '/verify', '/sign-in', '/sign-up', '/forgot', '/demo', '/demo/mail',
  '/about/privacy', '/about/accessibility', '/about/mistakes', '/api/docs', '/no-such-page',
]
export const ROLES = {
  founder: ['/workbench', '/account', '/account/security', '/applications', '/name-reservations', '/saved-searches', '/volunteer/join'],
  org1: ['/workbench', '/workbench/contracts', '/applications'],
  clerk: ['/workbench', '/cases', '/desk/names', '/desk/changes', '/desk/certificates', '/desk/cancellations', '/desk/revocations', '/desk/terms', '/desk/grades', '/desk/charities', '/imports', '/desk/lists', '/desk/reports', '/desk/inspections'],
  reviewer: ['/workbench', '/cases', '/desk/reports', '/desk/inspections'],
  decider: ['/workbench', '/cases', '/desk/revocations', '/desk/lists', '/desk/reports', '/desk/inspections'],
  buyer: ['/workbench', '/desk/tenders', '/tenders/new', '/plans/new', '/workbench/contracts'],
  approver: ['/workbench', '/desk/tenders', '/workbench/contracts'],
  acceptor: ['/workbench', '/workbench/contracts'],
  finance: ['/workbench', '/workbench/contracts', '/workbench/vouchers'],
  payer: ['/workbench', '/workbench/contracts', '/workbench/vouchers'],
  supervisor: ['/workbench', '/desk/challenges'],
  opener1: ['/workbench'],
  expert1: ['/workbench'],
  leader: ['/workbench', '/volunteer', '/volunteer/activities', '/activities/new', '/hours'],
  volunteer: ['/workbench', '/volunteer', '/volunteer/profile', '/volunteer/leave'],
  community: ['/workbench', '/cases', '/desk/filings'],
  filer: ['/workbench', '/cases', '/desk/filings'],
  grid: ['/workbench'],
  auditor: ['/workbench', '/disclosures'],
  admin: ['/workbench', '/admin', '/admin/people', '/admin/offices'],
}
// Pages whose lists lead to one thing: the first link that matches is looked at too, and what it leads to in turn.
export const INTO = [
  ['/orgs', /^\/orgs\/[0-9A-Z]{18}$/], ['/lists', /^\/lists\/[^/?]+$/], ['/reports', /^\/reports\/[^/?]+$/], ['/inspections', /^\/inspections\/draws\/[^/?]+$/], ['/tenders', /^\/tenders\/[^/?]+$/], ['/contracts', /^\/contracts\/[^/?]+$/],
  [/^\/orgs\/[0-9A-Z]{18}$/, /^\/orgs\/[0-9A-Z]{18}\/(history|organs|reports|grades|charity)$/],
  ['/grades/rounds', /^\/grades\/rounds\/[^/?]+$/], ['/grades', /^\/orgs\/[0-9A-Z]{18}\/grades$/], ['/charities', /^\/orgs\/[0-9A-Z]{18}\/charity$/],
  [/^\/contracts\//, /^\/(acceptances|payments)\/[^/?]+$/], ['/activities', /^\/activities\/[^/?]+$/], ['/teams', /^\/teams\/[^/?]+$/],
  [/^\/orgs\/[0-9A-Z]{18}$/, /^\/orgs\/[0-9A-Z]{18}\/supervision$/], ['/admin/offices', /^\/admin\/offices\/\d+$/], ['/ledger', /^\/ledger\/\d+$/], ['/demo/mail', /^\/demo\/mail\/[^/?]+$/],
]
