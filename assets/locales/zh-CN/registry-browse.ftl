# 比较与分区图

compare-title = 比较社会组织
compare-lead = 把两到四家社会组织放在一起看：登记事项、信用、承接的购买服务和最近一年的年报。不一样的地方有标记。
compare-chosen = 选中的组织
compare-drop = 移除
compare-cut = 一次最多比较四家，后面的没有列出。
compare-lost = 没有找到这些代码：{ $codes }
compare-differences = { $n ->
    [0] 没有不同的项目
   *[other] { $n } 项不同
 }
compare-show-different = 只看不同的
compare-show-all = 看全部项目
compare-different = 不同
compare-item = 项目
compare-group-items = 登记事项
compare-group-standing = 信用与资格
compare-group-record = 承接与年报
compare-capital = 资金
compare-eligible = 可以承接政府购买的公共服务
compare-yes = 是
compare-no = 否
compare-purchases = 承接的购买服务（项）
compare-purchased = 承接金额
compare-report = 最近一年的年报
compare-income = 全年收入
compare-expenditure = 全年支出
compare-net-assets = 年末净资产
compare-entries = 公开账本里的事项（条）
compare-begin = 选择要比较的组织
compare-add = 再加一家
compare-add-this = 加入比较
compare-one-more = 再选一家就可以比较了。在这里查找，或者到名录里勾选：
compare-none = 在这里查找，或者到名录里勾选两到四家：
compare-pick = 加入比较
compare-go = 比较勾选的组织
compare-with = 与其他组织比较
field-error-between = 请选 { $least } 到 { $most } 项

map-title = 社会组织分区图
map-lead = 各区县和市本级各有多少社会组织。点一个地方，就能看到那里的名录。
map-link = 看分区图
map-city-level = 市本级
map-total = 合计
map-finding = 共 { $n } 家，{ $top }最多，{ $most } 家。
map-none = 没有符合条件的社会组织。
map-area = { $name }：{ $n } 家，看名录
map-note = 示意图，只表示相邻关系，不表示实际边界和面积。颜色越深，数量越多。没有选状态时，不计已注销和已撤销登记的组织。
map-organizations = 社会组织
map-share = 占比
map-kind-association = 社会团体
map-kind-service = 社会服务机构
map-kind-foundation = 基金会
map-kind-filed = 备案
