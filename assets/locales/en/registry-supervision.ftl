# Supervision

supervision-title = Registration and supervision
supervision-lead = The registration authority decides on registration; the supervising body examines annual reports, inspects and lists. Mostly both are one.
supervision-move = Delegate supervision
supervision-move-line = Where organization and registration authority are in different places, supervision may be delegated to the authority of the organization’s place, or taken back. Open reports and listings go with it, and the decision is public.
supervision-reason = Why
supervision-reason-hint = It will be public
supervision-send = Decide
supervision-nobody = There is no other body to delegate to.
flash-supervision = The supervising body has changed
org-supervisor = Supervising body
refusal-supervises-already = That body supervises the organization already.
ledger-kind-registry-supervision-moved = Supervising body changed
