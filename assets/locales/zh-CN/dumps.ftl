# 每日全量

dump-title = 每日全量
dump-line = 每天凌晨把公开登记册整份导出，gzip 压缩，附 SHA-256 和当时的账本检查点，保留 { $days } 天。下载后可以用 sha256sum 核对。
dump-file = 文件
dump-day = 日期
dump-records = 条数
dump-size = 大小
dump-hash = SHA-256
dump-checkpoint = 检查点
dump-checkpoint-n = { $n } 条
dump-none = 还没有全量文件
dump-none-hint = 第一份会在今夜生成。
