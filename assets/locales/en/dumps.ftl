# Nightly dumps

dump-title = Nightly dumps
dump-line = Every night the whole public register, compressed with gzip, with its SHA-256 and the checkpoint of the ledger at that moment; kept for { $days } days. Check a download with sha256sum.
dump-file = File
dump-day = Day
dump-records = Records
dump-size = Size
dump-hash = SHA-256
dump-checkpoint = Checkpoint
dump-checkpoint-n = { $n } entries
dump-none = There is no dump yet
dump-none-hint = The first one is made tonight.
