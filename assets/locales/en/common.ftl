# Used on every page: header, footer, components, error pages

brand = Shanzhi
brand-line = {" "}· public services
site-description = The public place for social organizations, purchased services, volunteers, communities and city matters in { $city }
skip = Skip to content
title-error = Error:{" "}
workbench = Workbench
lang-switch = 中文
search = Search
sign-in = Sign in
sign-out = Sign out
mode-elder = Larger view
mode-standard = Standard view
theme = Colours
theme-auto = as the system
theme-light = light
theme-dark = dark
unread = { $n ->
    [one] { $n } unread message
   *[other] { $n } unread messages
}
demo-line = Demonstration city: organizations, people and figures are fictitious.
demo-people = Accounts
demo-mail = Mailbox
back = Back
close = Close
more = All
save = Save
save-continue = Save and continue
save-draft = Save draft for later
submit = Submit
cancel = Leave as it is
print = Print
print-made = Made on
copy = Copy
copied = Copied

nav-label = Sections
nav-workbench = To do
nav-orgs = Organizations
nav-tenders = Purchasing
nav-activities = Volunteering
nav-community = Community
nav-governance = City
nav-long-orgs = Organizations
nav-long-tenders = Purchasing
nav-long-activities = Volunteering
nav-long-community = Communities
nav-long-governance = City matters
crumbs-label = You are here
crumbs-home = Home

account-profile = My details
account-security = Sign-in and security

foot-about = The public place for social organizations, purchased services, volunteers, communities and city matters. Every official act is written to a ledger that anyone can check.
foot-hotline = Hotline { $phone } · working days 9:00–17:00
foot-do = Services
foot-services = Guides
foot-orgs = Find an organization
foot-activities = Find an activity
foot-matters = Report a problem
foot-open = In the open
foot-statistics = Statistics
foot-data = Open data
foot-ledger = Public ledger
foot-verify = Verify a certificate
foot-site = About
foot-accessibility = Accessibility
foot-privacy = Privacy
foot-mistakes = Report a mistake
foot-organizer = Run by { $name }
foot-code = Site code { $code }
foot-demo = Demonstration: organizations, people and numbers are fictitious
foot-request = Request

# Forms
errors-title = { $n ->
    [one] There is { $n } thing to put right
   *[other] There are { $n } things to put right
}
reasons-title = This could not be done
field-optional = {" "}(optional)
field-choose = Please choose
field-max = Up to { $max } characters
unit-yuan = yuan
file-hint = { $types }, up to { $size }. You will see its size, pages and hash, and can replace it at any time.
file-drop = Drop a file here or choose one
file-pages = { $n ->
    [one] , { $n } page
   *[other] , { $n } pages
}
file-replace = Replace{" "}
file-remove = Remove{" "}
file-too-large = This file is larger than { $size }. Please compress or split it

field-error-required = Please fill this in
field-error-too-long = This is too long: { $most } characters at most
field-error-choice = Please choose one of the options
field-error-number = Please write a number
field-error-range = Please write a number from { $least } to { $most }
field-error-money = Please write an amount with at most two decimals, such as 12,000.50
field-error-money-positive = The amount should be above zero
field-error-day = Please write a date, such as 2026-11-23
field-error-instant = Please write a date and time, such as 2026-11-23 17:00
field-error-email = Please write an email address, such as name@example.org
field-error-phone = Please write a telephone number of 7 to 15 digits
field-error-must-tick = Please tick this to go on
field-error-json = This is not valid JSON
field-error-too-many = At most { $most } at a time
field-error-json-shape = This part does not have the right shape
field-error-incomplete = The content did not arrive whole. Please try again

# Roles
role-clerk = Registry clerk
role-reviewer = Registry reviewer
role-decider = Registry decider
role-buyer = Buyer
role-approver = Purchase approver
role-acceptor = Acceptance officer
role-finance = Finance officer
role-payer = Payment confirmer
role-supervisor = Finance supervisor
role-opener = Opening committee
role-expert = Review expert
role-officer = Organization officer
role-leader = Team leader
role-community = Community worker
role-grid = Grid worker
role-auditor = Auditor
role-admin = Administrator

# Cases
task-todo = Not started
task-doing = In progress
task-done = Completed
task-blocked = Cannot start yet
task-wrong = There is a problem
tasks-progress = { $n } of { $total } steps completed
fact-none = Not provided
fact-change = Change{" "}
stages-label = Progress
proof = Recorded
receipt-number = Reference number

# Deadlines
left-day = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
left-workday = { $n ->
    [one] { $n } working day left
   *[other] { $n } working days left
}
left-hour = { $n ->
    [one] { $n } hour left
   *[other] { $n } hours left
}
left-today = closes today
left-paused = clock paused
left-over-day = { $n ->
    [one] { $n } day over
   *[other] { $n } days over
}
left-over-workday = { $n ->
    [one] { $n } working day over
   *[other] { $n } working days over
}
left-over-hour = { $n ->
    [one] { $n } hour over
   *[other] { $n } hours over
}
count-days = { $n ->
    [one] day
   *[other] days
}
count-hours = { $n ->
    [one] hour
   *[other] hours
}
count-minutes = min
count-server = Beijing time; the moment our server receives it counts

# Lists
empty = Nothing here yet
facets-label = Filters
facets-apply = Apply filters
facets-open = { $n ->
    [0] Filters
   *[other] Filters ({ $n })
}
chip-drop = {" "}(remove)
chips-clear = Clear all
pager-label = Pages
pager-range = { $first }–{ $last } of { $total }
pager-part = { $first }–{ $last }
pager-prev = Previous
pager-next = Next
download-atom = Subscribe
download-ics = Add to calendar
chart-table = Show the table

# Workbench
queue-over = Overdue
queue-today = Due today
queue-week = Due this week
queue-later = Later
queue-count = { $n ->
    [one] { $n } case
   *[other] { $n } cases
}
queue-matter = Matter and applicant
queue-stage = Stage
queue-who = Handled by
queue-due = Time limit
queue-unassigned = Unassigned
queue-no-limit = No limit
queue-rest = { $n } more
verdict-ok = In order
verdict-fix = Needs correction
verdict-choose = Common reasons
verdict-reason = { $name }: common reasons
verdict-text = { $name }: message to the applicant

# Certificates
cert-status = Status
cert-valid = valid
cert-withdrawn = no longer valid
cert-qr = QR code to verify
cert-verify = Scan the code or enter the number; the signature can be checked offline too.

# Error pages
error-request = If you need help, please give us this number:
error-home = Go to the home page
error-sign-in = Sign in to see it
error-retry = Try again
error-400-title = We could not read this request
error-400-text = The address or the content is incomplete. Please come in again from the page before.
error-401-title = Please sign in
error-401-text = You will come back to this page. Nothing you have filled in is lost.
error-403-title = Your account cannot see this page
error-403-text = It is open only to those who handle this matter. If you think you should see it, please ask your organization’s administrator.
error-404-title = We could not find this page
error-404-text = The address may be mistyped, or the page has moved. You can search by name or number.
error-405-title = This address does not work that way
error-405-text = Please use the buttons on the page.
error-409-title = This has just changed
error-409-text = While you were filling it in, someone else changed it or it moved on to the next step. Please look at the latest version and decide again.
error-410-title = This link no longer works
error-410-text = It has been used once, or its time is over. Please ask for a new one.
error-413-title = The file is too large
error-413-text = Please compress or split it, then upload it again.
error-422-title = This cannot be done yet
error-422-text = The reasons are below. Put them right and try again; what you filled in is kept.
error-429-title = Please wait a moment
error-429-text = That was a lot of requests. Please wait a minute and try again.
error-500-title = Something went wrong on our side
error-500-text = You did nothing wrong, and it has been recorded. If you did not see a confirmation, nothing has taken effect and you can try again.
error-503-title = Not available for a moment
error-503-text = The system is under maintenance or too busy. Saved drafts are safe; please come back in a few minutes.
error-wait = { $seconds ->
    [one] Please try again in { $seconds } second.
   *[other] Please try again in { $seconds } seconds.
}

kept-title = What you typed is still here
kept-lead = Your session had ended. What you typed was kept and nothing is lost.
kept-text = The button sends it to the page it was meant for. If something is wrong with it you will be told as always.
kept-send = Send it now
kept-drop = Discard it and go to the workbench
flash-form-kept = Your session had ended. What you typed is kept; sign in to send it.
