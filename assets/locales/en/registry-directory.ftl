# The directory of social organizations

org-directory = Directory of social organizations
org-directory-lead = Every registered and filed social organization of the city. Search by name, former name, code, pinyin or initials.
org-search-label = Find a social organization
org-search-hint = Name, code, pinyin or initials
org-found = { $n ->
    [one] One organization
   *[other] { $n } organizations
 }
org-found-for = { $n ->
    [one] One organization for “{ $q }”
   *[other] { $n } organizations for “{ $q }”
 }
org-found-over = More than { $n } organizations for “{ $q }”
org-sort-newest = Newest first
org-sort-oldest = Oldest first
org-sort-name = By name
org-sort-relevance = By relevance
org-none = Nothing found
org-none-hint = Try other words: a word of two characters, pinyin or the unified social credit code; or fewer filters.
org-none-all = Show all organizations
org-fresh = The directory is updated as soon as a registration decision takes effect.
search-fallback-note = Search is away for the moment. Only names and codes are compared, so something may be missing.
org-facet-division = District
org-facet-kind = Kind
org-facet-category = Field
org-facet-grade = Grade
org-facet-status = Status
org-kind-association = Social association
org-kind-service = Private non-enterprise unit (social service institution)
org-kind-foundation = Foundation
org-kind-filed = Filed community organization
org-category-trade = Trade and commerce
org-category-science = Science and technology
org-category-charity = Public benefit and charity
org-category-community = Community service
org-category-culture-sport = Culture and sport
org-category-education = Education
org-category-health = Health
org-category-political-legal = Political and legal
org-category-religious = Religious
org-category-living = Everyday services
org-category-affairs = Community affairs
org-category-other = Other
org-status-active = In good standing
org-status-abnormal = Abnormal activity
org-status-serious = Serious violations
org-status-cancelled = Cancelled
org-status-revoked = Registration revoked
org-grade-5a = Grade 5A
org-grade-4a = Grade 4A
org-grade-3a = Grade 3A
org-grade-2a = Grade 2A
org-grade-1a = Grade 1A
org-charity = Charity
org-banner-abnormal = This organization is on the list of abnormal activity. That affects purchases of services and assessment.
org-banner-serious = This organization is on the list of serious violations and bad faith.
org-banner-cancelled = This organization’s registration has been cancelled; it may no longer act in its name.
org-banner-revoked = This organization’s registration has been revoked; it may no longer act in its name.
org-code = Unified social credit code
org-filing-no = Filing number
org-items = Registered items
org-domicile = Domicile
org-representative = Legal representative
org-person = Responsible person
org-capital-association = Activity fund
org-capital-service = Opening fund
org-capital-foundation = Original fund
org-capital-filed = Funds
org-category = Field
org-purpose = Purpose
org-scope = Scope of business
org-mode = Way of registration
org-mode-direct = Direct registration
org-mode-direct-with-consultation = Direct registration (industry department consulted)
org-mode-dual = Dual management
org-mode-filing = Filing
org-authority = Registration authority
org-founded = Founded
org-valid = Certificate valid until
org-expired = Expired
org-former = Former names
org-credit = Credit
org-clean = Not on the list of abnormal activity or of serious violations; may take on public services.
org-not-clean = It may not take on public services at present:
org-purchases = Public services taken on
org-purchases-none = No published purchase yet.
org-timeline = Timeline
org-knot-founded = Founded
org-aside = Certificate and proof
org-certificate = Registration certificate
org-filing = Filing certificate
org-certificate-pdf = Download the certificate (PDF)
org-entries = { $n ->
    [one] The public ledger holds one public act about this organization.
   *[other] The public ledger holds { $n } public acts about this organization.
 }
org-entries-none = Registered before this platform began; the ledger has no act about it yet.
org-proof-show = Proof of the newest one

reconcile-service = Shanzhi register of social organizations
reconcile-name = Name
reconcile-legal-representative = Legal representative
reconcile-county = County code
reconcile-kind = Kind
reconcile-category = Field
reconcile-status = Standing
reconcile-founded-on = Founded on
reconcile-domicile = Domicile
