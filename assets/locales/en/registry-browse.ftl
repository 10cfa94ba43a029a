# Comparing, and the directory by place

compare-title = Compare social organizations
compare-lead = Two to four social organizations side by side: registered items, credit, services taken on and the latest annual report. What differs is marked.
compare-chosen = Chosen organizations
compare-drop = Remove
compare-cut = At most four are compared at a time; the others are left out.
compare-lost = No organization has these codes: { $codes }
compare-differences = { $n ->
    [0] Nothing differs
    [one] One item differs
   *[other] { $n } items differ
 }
compare-show-different = Only what differs
compare-show-all = Show every item
compare-different = Differs
compare-item = Item
compare-group-items = Registered items
compare-group-standing = Credit and eligibility
compare-group-record = Services and annual report
compare-capital = Funds
compare-eligible = May take on public services
compare-yes = Yes
compare-no = No
compare-purchases = Public services taken on
compare-purchased = Worth
compare-report = Latest annual report
compare-income = Income of the year
compare-expenditure = Expenditure of the year
compare-net-assets = Closing net assets
compare-entries = Acts in the public ledger
compare-begin = Choose organizations to compare
compare-add = Add another one
compare-add-this = Add
compare-one-more = One more makes a comparison. Search here, or tick it in the directory:
compare-none = Search here, or tick two to four in the directory:
compare-pick = Compare
compare-go = Compare the ticked ones
compare-with = Compare with others
field-error-between = Choose { $least } to { $most }

map-title = Social organizations by district
map-lead = How many social organizations each district and the city’s own level have. Choose a place to see its directory.
map-link = See the map
map-city-level = City level
map-total = Total
map-finding = { $n } organizations; { $top } has the most, { $most }.
map-none = No social organization fits these filters.
map-area = { $name }: { $n }, see the directory
map-note = A schematic map: it shows neighbours, not real borders or areas. Darker means more. Without a chosen status, cancelled and revoked organizations are not counted.
map-organizations = Organizations
map-share = Share
map-kind-association = Associations
map-kind-service = Service institutions
map-kind-foundation = Foundations
map-kind-filed = Filed
