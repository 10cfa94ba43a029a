# Home page
home-title = { $city }: social organizations and public services
home-heading = Good things,{" "}
home-heading-2 = done together.
home-lead = Register an organization, deliver a public service, give a Saturday morning, report a broken lamp. You can always see who is on it and when it will be done.
home-search = Name, project, activity or number
home-often = Often used:
home-often-elder = Elder care
home-often-elder-query = 养老
home-often-tenders = Open tenders
home-often-weekend = Activities
home-often-report = Guides
home-wings = Five sections
home-wing-registry = Organizations
home-wing-line-registry = Found, change, report: fill in once. Certificates verify by code.
home-wing-market = Purchasing
home-wing-line-market = Open from need to payment. No one sees a bid before opening.
home-wing-volunteer = Volunteering
home-wing-line-volunteer = Sign up in three minutes. Hours confirmed by two people; certificates are free.
home-wing-community = Communities
home-wing-line-community = Citizen centres, room for organizations, a development fund, and training.
home-wing-governance = City matters
home-wing-line-governance = Lamps, flooding, noise: report it and follow it.
home-link-found = Founding registration
home-link-progress = Follow an application
home-link-directory = Search the directory
home-link-notices = Tender notices
home-link-bid = Prepare a bid
home-link-contracts = Contracts, acceptance
home-link-find = Find an activity
home-link-hours = My hours
home-link-team = Volunteer teams
home-link-centre = Find a centre
home-link-fund = Development fund
home-link-training = Training
home-link-report-matter = Report a problem
home-link-discretion = Discretion standards
home-link-consult = Impact assessments
home-now = Going on now
home-tenders = Open tenders
home-tenders-all = All { $n }
home-tenders-none = No tenders are open at the moment.
home-activities = Upcoming activities
home-activities-all = All { $n }
home-activities-none = No activities are open for sign-up at the moment.
home-places = { $n ->
    [one] { $n } place left
   *[other] { $n } places left
}
home-places-none = full, waiting list open
home-figures = { $city } keeps open books
home-figures-more = Statistics and open data
home-ledger = You need not trust us. You can check.
home-ledger-line = Registration decisions, bid receipts, openings, scores, contracts, payments, hours: each official act enters a public ledger the moment it takes effect. Nobody can change or remove it afterwards.
home-verify = Certificate, receipt or code
home-verify-button = Verify
home-checkpoint = Latest checkpoint
home-checkpoint-size = { $size } entries
home-root = Root hash
home-witness = Witnessed by
home-ledger-browse = Browse the ledger

figure-registered = registered organizations
figure-filed = filed community organizations

