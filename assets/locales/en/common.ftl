# Used on every page: header, footer, components, error pages

brand = Shanzhi
brand-line = {" "}· social organizations and public services
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
nav-community = Communities
nav-governance = City matters
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
foot-hotline = Hotline 12345 · working days 9:00–17:00
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
foot-organizer = Run by { $city }
foot-code = Site code { $code }
foot-demo = Demonstration: organizations, people and numbers are fictitious
foot-request = Request

# Forms
errors-title = { $n ->
    [one] There is { $n } thing to put right
   *[other] There are { $n } things to put right
}
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
error-title-400 = We could not read this request
error-text-400 = The address or the content is incomplete. Please come in again from the page before.
error-title-401 = Please sign in
error-text-401 = You will come back to this page. Nothing you have filled in is lost.
error-title-403 = Your account cannot see this page
error-text-403 = It is open only to those who handle this matter. If you think you should see it, please ask your organization’s administrator.
error-title-404 = We could not find this page
error-text-404 = The address may be mistyped, or the page has moved. You can search by name or number.
error-title-405 = This address does not work that way
error-text-405 = Please use the buttons on the page.
error-title-409 = This has just changed
error-text-409 = While you were filling it in, someone else changed it or it moved on to the next step. Please look at the latest version and decide again.
error-title-410 = This link no longer works
error-text-410 = It has been used once, or its time is over. Please ask for a new one.
error-title-413 = The file is too large
error-text-413 = Please compress or split it, then upload it again.
error-title-422 = This cannot be done yet
error-text-422 = The reasons are below. Put them right and try again; what you filled in is kept.
error-title-429 = Please wait a moment
error-text-429 = That was a lot of requests. Please wait a minute and try again.
error-title-500 = Something went wrong on our side
error-text-500 = You did nothing wrong, and it has been recorded. If you did not see a confirmation, nothing has taken effect and you can try again.
error-title-503 = Not available for a moment
error-text-503 = The system is under maintenance or too busy. Saved drafts are safe; please come back in a few minutes.
error-wait = { $seconds ->
    [one] Please try again in { $seconds } second.
   *[other] Please try again in { $seconds } seconds.
}
