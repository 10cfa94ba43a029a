# Saved searches

saved-keep = Save this search
saved-title = My saved searches
saved-lead = Save a search of the directory, the purchases or the volunteer activities. When something is new, one letter a day comes after { $hour }:00; without news none comes.
saved-count = { $n } of at most { $most } saved
saved-search = Search
saved-at = Saved
saved-letters = Daily letter
saved-letters-on = Sent
saved-letters-off = Not sent
saved-letters-stop = Stop letters
saved-letters-start = Send letters
saved-change = Change
saved-remove = Remove
saved-none = No search is saved
saved-none-hint = Choose filters on one of these pages and press “Save this search”:
saved-place-orgs = Social organizations
saved-place-tenders = Purchases
saved-place-activities = Volunteer activities
saved-unsubscribe = Stop letters of saved searches
saved-unsubscribe-line = You will get no more daily letters of saved searches. The searches stay, and letters can be switched on again at any time.
saved-unsubscribe-send = Stop letters
saved-unsubscribed = Stopped
saved-unsubscribed-line = No more letters of saved searches will come. Sign in to switch them on again.
flash-search-kept = Saved. A letter comes when something is new.
flash-search-mailed = Daily letters are on
flash-search-silent = Daily letters are off
flash-search-forgotten = Removed
field-error-saved-address = Only searches of organizations, purchases and activities can be saved
refusal-too-many-saved = At most { $most } searches can be saved; remove one you no longer need
mail-saved-subject = { $n ->
    [one] One new result
   *[other] { $n } new results
 } in your saved searches
mail-saved-text = There is something new in your saved searches:
mail-saved-new = { $n } new
mail-saved-all = See all
mail-saved-manage = Manage saved searches
mail-saved-unsubscribe = Stop these letters
