# 全站通用：页眉页脚、组件、出错页

brand = 善治
brand-line = 社会组织与公共服务
site-description = { $city }社会组织、购买服务、志愿、社区与城市治理的公共平台
skip = 跳到正文
title-error = 错误：
workbench = 工作台
lang-switch = English
search = 搜索
sign-in = 登录
sign-out = 退出登录
mode-elder = 长者版
mode-standard = 标准版
theme = 颜色
theme-auto = 跟随系统
theme-light = 浅色
theme-dark = 深色
unread = { $n } 条未读消息
demo-line = 演示城市，机构、人员、数字均为虚构。
demo-people = 演示账号
demo-mail = 演示信箱
back = 返回
close = 关闭
more = 全部
save = 保存
save-continue = 保存并继续
save-draft = 存草稿，稍后再填
submit = 提交
cancel = 不改了
print = 打印
print-made = 生成于
copy = 复制
copied = 已复制

nav-label = 板块
nav-workbench = 待办
nav-orgs = 组织
nav-tenders = 购买
nav-activities = 志愿
nav-community = 社区
nav-governance = 治理
nav-long-orgs = 社会组织
nav-long-tenders = 购买服务
nav-long-activities = 志愿服务
nav-long-community = 社区
nav-long-governance = 城市治理
crumbs-label = 位置
crumbs-home = 首页

account-profile = 我的资料
account-security = 登录与安全

foot-about = 社会组织、购买服务、志愿、社区与城市治理的公共平台。每一件正式事项都记入公开账本，谁都能查。
foot-hotline = 服务热线 { $phone } · 工作日 9:00–17:00
foot-do = 办事
foot-services = 办事指南
foot-orgs = 查社会组织
foot-activities = 找志愿活动
foot-matters = 反映问题
foot-open = 公开
foot-statistics = 统计
foot-data = 开放数据
foot-ledger = 公开账本
foot-verify = 核验证书
foot-site = 关于
foot-accessibility = 无障碍说明
foot-privacy = 隐私政策
foot-mistakes = 给本页找错
foot-organizer = 主办：{ $name }
foot-code = 网站标识码 { $code }
foot-demo = 演示：机构、人员、编号均为虚构
foot-request = 请求编号

# 表单
errors-title = 有 { $n } 处需要改正
reasons-title = 没有办成，原因如下
field-optional = （选填）
field-choose = 请选择
field-max = 最多 { $max } 个字
unit-yuan = 元
file-hint = { $types }，不超过 { $size }。上传后显示大小、页数和哈希，可随时替换。
file-drop = 拖到这里，或选择文件
file-pages = ，{ $n } 页
file-replace = 替换
file-remove = 移除
file-too-large = 这个文件超过 { $size }，请压缩或拆分后再选

field-error-required = 请填写这一项
field-error-too-long = 写得太长了，最多 { $most } 个字
field-error-choice = 请从列出的选项里选一个
field-error-number = 请写成数字
field-error-range = 请写 { $least } 到 { $most } 之间的数
field-error-money = 请写成金额，最多两位小数，例如 12,000.50
field-error-money-positive = 金额应大于零
field-error-day = 请写成日期，例如 2026-11-23
field-error-instant = 请写成日期和时间，例如 2026-11-23 17:00
field-error-email = 请写成电子邮箱，例如 name@example.org
field-error-phone = 请写成电话号码，7 到 15 位数字
field-error-must-tick = 请勾选后再继续
field-error-json = 这不是有效的 JSON
field-error-too-many = 一次最多 { $most } 项
field-error-json-shape = 这一项的结构不对
field-error-incomplete = 内容没有传完，请再试一次

# 角色
role-clerk = 登记岗
role-reviewer = 审查岗
role-decider = 决定岗
role-buyer = 采购经办
role-approver = 采购审核
role-acceptor = 验收岗
role-finance = 财务岗
role-payer = 付款复核
role-supervisor = 财政监管
role-opener = 开标委员
role-expert = 评审专家
role-officer = 组织经办人
role-leader = 志愿服务队长
role-community = 社区工作者
role-grid = 网格员
role-auditor = 审计监督
role-admin = 系统管理员

# 办件
task-todo = 未开始
task-doing = 进行中
task-done = 已完成
task-blocked = 暂不能开始
task-wrong = 有问题
tasks-progress = 已完成 { $n } 步，共 { $total } 步
fact-none = 未提供
fact-change = 更改
stages-label = 办理进度
proof = 已存证
receipt-number = 编号

# 时限
left-day = 还剩 { $n } 天
left-workday = 剩 { $n } 个工作日
left-hour = 还剩 { $n } 小时
left-today = 今天截止
left-paused = 计时暂停
left-over-day = 超 { $n } 天
left-over-workday = 超 { $n } 个工作日
left-over-hour = 超 { $n } 小时
count-days = 天
count-hours = 小时
count-minutes = 分
count-server = 北京时间，以服务器收到的时刻为准

# 列表
empty = 这里还没有内容
facets-label = 筛选
facets-apply = 应用筛选
facets-open = { $n ->
    [0] 筛选
   *[other] 筛选（{ $n }）
}
chip-drop = 去掉这一项
chips-clear = 全部清除
pager-label = 翻页
pager-range = 第 { $first }–{ $last } 条，共 { $total } 条
pager-part = 第 { $first }–{ $last } 条
pager-prev = 上一页
pager-next = 下一页
download-atom = 订阅更新
download-ics = 加入日历
chart-table = 看表格

# 待办
queue-over = 已超期
queue-today = 今天到期
queue-week = 本周到期
queue-later = 之后
queue-count = { $n } 件
queue-matter = 事项与申请人
queue-stage = 环节
queue-who = 经办
queue-due = 时限
queue-unassigned = 待分派
queue-no-limit = 不限时
queue-rest = 再看 { $n } 件
verdict-ok = 符合
verdict-fix = 需补正
verdict-choose = 常用理由
verdict-reason = { $name }：常用理由
verdict-text = { $name }：写给申请人的话

# 证书
cert-status = 状态
cert-valid = 有效
cert-withdrawn = 已失效
cert-qr = 核验二维码
cert-verify = 扫码或输入编号核验；断网时也能验签。

# 出错页
error-request = 如需帮助，请把这个编号告诉我们：
error-home = 回到首页
error-sign-in = 登录后再看
error-retry = 再试一次
error-400-title = 这个请求看不懂
error-400-text = 地址或内容不完整。请从上一页重新进入。
error-401-title = 请先登录
error-401-text = 登录后会回到这一页，已填的内容不会丢。
error-403-title = 您的账号不能看这一页
error-403-text = 这一页只对办理这件事的人开放。如果您认为应当能看，请联系本单位的管理员。
error-404-title = 没有找到这一页
error-404-text = 可能是地址写错了，也可能这一页已经移走。可以搜索名称或编号。
error-405-title = 这个地址不支持这样的操作
error-405-text = 请从页面上的按钮进入。
error-409-title = 这件事刚刚有变化
error-409-text = 在您填写的时候，别人先改了它，或者它已经进入下一步。请看最新内容，再决定怎么办。
error-410-title = 这个链接已经失效
error-410-text = 链接用过一次，或者过了有效期。请重新申请一个。
error-413-title = 文件太大
error-413-text = 请压缩或拆分后再上传。
error-422-title = 现在还不能这样办
error-422-text = 原因如下。改好后可以再试，已填的内容都在。
error-429-title = 请稍等一会儿
error-429-text = 操作太频繁了。请等一分钟再试。
error-500-title = 我们这边出了问题
error-500-text = 您没有做错什么，问题已经记录。刚才的操作若没有看到“完成”，就没有生效，可以再试一次。
error-503-title = 暂时不能服务
error-503-text = 系统正在维护或太忙。已保存的草稿都在，请过几分钟再来。
error-wait = 请在 { $seconds } 秒后再试。

kept-title = 您填写的内容还在
kept-lead = 刚才登录已经过期。您填写的内容已经保留，没有丢失。
kept-text = 按下面的按钮，把刚才填写的内容提交到原来的页面。如有不对的地方，会像平常一样告诉您。
kept-send = 继续提交
kept-drop = 不要了，回工作台
flash-form-kept = 登录已经过期。您填写的内容已经保留，登录后可以继续提交。
