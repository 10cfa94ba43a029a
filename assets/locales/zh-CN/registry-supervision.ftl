# 监督管理

supervision-title = 登记与监督
supervision-lead = 登记管理机关作出登记决定；监督管理机关负责年度工作报告、抽查和名录。多数情况下是同一机关。
supervision-move = 委托监督管理
supervision-move-line = 组织与登记管理机关不在同一地方的，可以委托住所地的登记管理机关监督管理，也可以收回。未办结的年度工作报告和名录事项一并移交，决定公开。
supervision-reason = 理由
supervision-reason-hint = 会公开
supervision-send = 作出决定
supervision-nobody = 没有其他可以委托的机关。
flash-supervision = 监督管理机关已变更
org-supervisor = 监督管理机关
refusal-supervises-already = 该机关已经是监督管理机关。
ledger-kind-registry-supervision-moved = 监督管理机关变更
