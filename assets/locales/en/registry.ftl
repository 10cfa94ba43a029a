# Registration of social organizations

refusal-organization-ended = This organization has been cancelled or its registration revoked.
refusal-organization-filed = This is a filed community organization without legal personality; it cannot act in its own name here.
refusal-organization-abnormal = This organization is on the list of abnormal activity. It can act again once it is taken off the list.
refusal-organization-serious = This organization is on the list of serious violations and bad faith. It can act again once it is taken off the list.
refusal-certificate-ended = The registration certificate ended on { $day }. Please renew the certificate first.
refusal-application-incomplete = “{ $task ->
    [organization] The organization
    [people] Organizers and responsible persons
    [members] Members
    [premises] Domicile
    [capital] Opening fund
    [charter] Draft charter
   *[other] Documents
}” has not been filled in.
refusal-founder-missing = Please name at least one organizer.
refusal-representative-needed = Exactly one person must be the proposed legal representative.
refusal-person-twice = The same person is named twice. Tick several posts in one row instead.
refusal-person-barred = { $name } has not confirmed being eligible and cannot be an organizer or responsible person.
refusal-capital-too-low = The fund of { $have } is below the { $need } required.
refusal-nonstate-share-low = Less than two thirds of the assets come from non-state sources.
refusal-too-few-members = There are { $have } distinct members; at least { $need } are needed.
refusal-premises-end = The right to use the premises ended on { $day }.
refusal-charter-item-missing = The charter does not yet cover: { $item }.
refusal-charter-text-missing = Please enter the charter, or upload the draft.
refusal-document-missing = A document is missing: { $document }.
refusal-name-blocked = This name cannot be registered ({ $rule }: { $word }). Please choose another.
refusal-kind-not-open = This registration authority does not register this kind of organization.
refusal-defect-unanswered = { $n } points of the correction notice have no answer yet.
refusal-notice-too-late = The five working days for a notice are over. By law the application counts as accepted from the day it was received; no correction or non-acceptance is possible any more.
refusal-notice-empty = Please mark in the checklist what needs correction first.
refusal-second-notice = The law allows one notice. A further one may only repeat what the first one named and is still open.
refusal-checks-open = The checklist still asks for correction, so the application cannot be accepted yet.

announcement-feed = Announcements of the register
announcement-founded = Founding registration
announcement-changed = Change of registration
announcement-cancelled = Cancellation of registration
cert-pdf-code = Unified social credit code
cert-pdf-name = Name
cert-pdf-domicile = Domicile
cert-pdf-representative = Legal representative or responsible person
cert-pdf-scope = Scope of business
cert-pdf-capital = Fund
cert-pdf-founded = Founded on
cert-pdf-term = Validity
cert-pdf-valid = from { $from } to { $to }
cert-pdf-no = No. { $no }
cert-pdf-licence = Licensed activities within the scope may start only after the licence.
cert-pdf-issuer = Issuing authority: { $name }
cert-pdf-statement = This sheet shows the registered data with a tamper check. It does not replace the certificate and seal of the registration authority; the verification tells whether it holds.
cert-pdf-qr = Scan to verify; works without a network

refusal-two-officers = An on-site check is made by two officers or more. Please choose at least two.
refusal-hearing-too-late = A hearing must be held by { $day }. Please choose that day or an earlier one.
refusal-extension-once = More time was asked for in this case already; it can be asked for once.
refusal-no-extension = No wish for more time waits for an answer in this case.
field-error-day-ahead = Please give a day after today and within a year

filing-title = Seal specimen and bank account
filing-lead = After registration please have the seal made, open a bank account, and file the seal specimen and the account with the registration authority. Later changes are filed here too.
filing-kind-seal = Seal specimen
filing-kind-bank = Bank account
filing-none = Not filed yet
filing-state-filed = Filed, to be acknowledged
filing-state-acknowledged = On file
filing-state-returned = Returned
filing-at = Filed on
filing-note = Reason for the return
filing-bank = Bank
filing-number = Account number
filing-number-hint = 8 to 32 digits, blanks allowed
filing-seal-file = Seal specimen
filing-seal-hint = A clear photograph or scan of the imprint
filing-send = File it
filing-acknowledge = Acknowledge
filing-return = Return it
flash-filing-filed = Filed. It is complete once the registration authority acknowledges it.
flash-filing-acknowledged = Acknowledged.
flash-filing-returned = Returned; the organization sees the reason.
field-error-bank-account = An account number has 8 to 32 digits
