// The pages that every look goes over: public ones, and those of each role after signing in
// (where a role's workbench leads is looked at besides).
export const PUBLIC = [
  '/', '/orgs', '/tenders', '/activities', '/teams', '/communities', '/matters', '/assessments', '/discretion', '/rectification',
  '/statistics', '/ledger', '/search?q=养老', '/verify', '/sign-in', '/sign-up', '/forgot', '/demo', '/demo/mail', '/about/privacy',
  '/about/accessibility', '/api/docs', '/no-such-page',
]
export const ROLES = {
  founder: ['/workbench', '/account', '/account/security'],
  org1: ['/workbench'],
  clerk: ['/workbench'],
  reviewer: ['/workbench'],
  decider: ['/workbench'],
  buyer: ['/workbench'],
  approver: ['/workbench'],
  acceptor: ['/workbench'],
  finance: ['/workbench'],
  payer: ['/workbench'],
  supervisor: ['/workbench'],
  opener1: ['/workbench'],
  expert1: ['/workbench'],
  leader: ['/workbench'],
  volunteer: ['/workbench'],
  community: ['/workbench'],
  grid: ['/workbench'],
  auditor: ['/workbench'],
  admin: ['/workbench'],
}
// Pages whose lists lead to one thing: the first link that matches is looked at too.
export const INTO = [
  ['/orgs', /^\/orgs\/[0-9A-Z]{18}$/], ['/tenders', /^\/tenders\/[^/?]+$/], ['/activities', /^\/activities\/[^/?]+$/],
  ['/teams', /^\/teams\/[^/?]+$/], ['/matters', /^\/matters\/[^/?]+$/], ['/ledger', /^\/ledger\/entries\/[^/?]+$/],
  ['/demo/mail', /^\/demo\/mail\/[^/?]+$/],
]
