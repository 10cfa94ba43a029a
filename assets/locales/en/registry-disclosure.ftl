# Seeing in full

contact-title = Contact
contact-lead = Telephone and mail are for the registration authority’s own work and never published; usually only a part is shown.
contact-phone = Telephone
contact-email = Mail
contact-until = Shown in full until
contact-see = See in full
contact-see-line = With a reason and the number of a case it is shown for { $n } minutes. That you looked is kept, and the organization and the auditors see it.
contact-reason = Reason
contact-case = Case
contact-case-hint = The case you need it for
contact-see-send = Keep a record and show
contact-looks = Who looked
contact-looks-all = Every look
contact-looks-lead = Who saw a contact in full, when, and what for. Auditors see every look, authorities their own, organizations those at themselves.
contact-looks-none = Nobody has looked
contact-looks-none-hint = When somebody sees a contact in full, it stands here.
contact-organization = Organization
contact-who = Who
contact-at = When
flash-contact-seen = Kept; the contact is shown in full
ledger-kind-registry-contact-seen = Contact seen in full
copy-title = My copy
copy-note = Everything this platform keeps about you, as one JSON file a subject. Numbers of identity documents are not kept, only a hash that cannot be turned back and the last four characters. To correct or delete something use “My details” or ask the registration authority.
copy-zip = Download a copy of my data (ZIP)
copy-looks = Who saw my organization’s contact
import-file-gone = The file was deleted when its time was over
