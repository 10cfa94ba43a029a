# 社会组织登记

refusal-organization-ended = 该社会组织已经注销或者撤销登记。
refusal-organization-filed = 该组织是备案的社区社会组织，没有法人资格，不能以自己的名义办理。
refusal-organization-abnormal = 该社会组织被列入活动异常名录。移出名录后可以办理。
refusal-organization-serious = 该社会组织被列入严重违法失信名单。移出名单后可以办理。
refusal-certificate-ended = 登记证书的有效期已于 { $day } 届满，请先换发证书。
refusal-application-incomplete = “{ $task ->
    [organization] 组织基本情况
    [people] 举办者和负责人
    [members] 会员
    [premises] 住所
    [capital] 开办资金
    [charter] 章程草案
   *[other] 申请材料
}”还没有填写。
refusal-founder-missing = 请至少写明一位举办者。
refusal-representative-needed = 拟任法定代表人应当是一位，请写明一位，也只写一位。
refusal-person-twice = 同一个人写了两次。一个人担任多项职务时，请在同一行里勾选。
refusal-person-barred = { $name }没有确认符合负责人条件，依法不能担任举办者或者负责人。
refusal-capital-too-low = 资金 { $have } 低于要求的 { $need }。
refusal-nonstate-share-low = 非国有资产的份额不足三分之二。
refusal-too-few-members = 会员（去掉重复后）有 { $have } 个，至少需要 { $need } 个。
refusal-premises-end = 场所使用权到 { $day } 为止，已经届满。
refusal-charter-item-missing = 章程还没有写到：{ $item }。
refusal-charter-text-missing = 请填写章程全文，或者上传章程草案。
refusal-document-missing = 缺少材料：{ $document }。
refusal-name-blocked = 名称不能登记（{ $rule }：{ $word }）。请换一个名称。
refusal-kind-not-open = 本登记管理机关不办理这一类组织的登记。
refusal-defect-unanswered = 补正告知里还有 { $n } 项没有说明补正情况。
refusal-notice-too-late = 五个工作日的告知期限已过，依法自收到材料之日起即为受理，不能再要求补正或者不予受理。
refusal-notice-empty = 请先在清单里标出需要补正的内容。
refusal-second-notice = 补正只能一次性告知。再次告知只能限于上一次已经告知、尚未补正的内容。
refusal-checks-open = 清单里还有需要补正的内容，暂不能受理。

announcement-feed = 社会组织登记公告
announcement-founded = 成立登记公告
announcement-changed = 变更登记公告
announcement-cancelled = 注销登记公告
cert-pdf-code = 统一社会信用代码
cert-pdf-name = 名称
cert-pdf-domicile = 住所
cert-pdf-representative = 法定代表人或者负责人
cert-pdf-scope = 业务范围
cert-pdf-capital = 资金
cert-pdf-founded = 成立日期
cert-pdf-term = 有效期限
cert-pdf-valid = 自 { $from } 至 { $to }
cert-pdf-no = 编号 { $no }
cert-pdf-licence = 业务范围中须经许可的，取得许可后方可开展。
cert-pdf-issuer = 发证机关：{ $name }
cert-pdf-statement = 本件载明登记信息并附防篡改校验，不代替登记管理机关颁发的证书和印章；是否有效以核验结果为准。
cert-pdf-qr = 扫码核验，断网也能验签

refusal-two-officers = 实地核查应当由两名以上工作人员进行，请至少选两位。
refusal-hearing-too-late = 听证应当在 { $day } 前组织，请把日期改到这一天或者之前。
refusal-extension-once = 这件申请已经提过延期，每件只能提一次。
refusal-no-extension = 这件申请没有等待答复的延期。
field-error-day-ahead = 请填写明天以后、一年以内的日期

filing-title = 印章式样和银行账号备案
filing-lead = 登记以后，请刻制印章、开立银行账户，并把印章式样和银行账号报登记管理机关备案。以后更换的，也在这里报备。
filing-kind-seal = 印章式样
filing-kind-bank = 银行账号
filing-none = 尚未报备
filing-state-filed = 已报备，待确认
filing-state-acknowledged = 已备案
filing-state-returned = 已退回
filing-at = 报备时间
filing-note = 退回理由
filing-bank = 开户银行
filing-number = 账号
filing-number-hint = 8 到 32 位数字，可以带空格
filing-seal-file = 印章式样
filing-seal-hint = 印文清晰的照片或者扫描件
filing-send = 报备
filing-acknowledge = 确认备案
filing-return = 退回
flash-filing-filed = 已报备，登记管理机关确认后即完成备案。
flash-filing-acknowledged = 已确认备案。
flash-filing-returned = 已退回，对方会看到理由。
field-error-bank-account = 账号应为 8 到 32 位数字
