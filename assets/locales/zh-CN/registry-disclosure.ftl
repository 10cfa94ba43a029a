# 查看完整信息

contact-title = 联系方式
contact-lead = 联系电话和邮箱只供登记管理机关办理事项使用，不公开；平时只显示一部分。
contact-phone = 联系电话
contact-email = 联系邮箱
contact-until = 完整显示到
contact-see = 查看完整信息
contact-see-line = 写明理由和办件号后显示 { $n } 分钟。查看会留下记录，该组织和审计人员都能看到。
contact-reason = 理由
contact-case = 办件号
contact-case-hint = 为哪个办件查看
contact-see-send = 记录并查看
contact-looks = 查看记录
contact-looks-all = 全部查看记录
contact-looks-lead = 谁、在什么时候、为了什么看过完整的联系方式。审计人员看到全部，登记管理机关看到本机关的，社会组织看到自己的。
contact-looks-none = 还没有查看记录
contact-looks-none-hint = 有人查看完整的联系方式后，会列在这里。
contact-organization = 社会组织
contact-who = 查看人
contact-at = 时间
flash-contact-seen = 已记录，现在显示完整信息
ledger-kind-registry-contact-seen = 查看完整联系方式
copy-title = 本人数据副本
copy-note = 这里是本平台保存的关于您的全部数据，按主题分成几个 JSON 文件。证件号码不保存，只保存不可还原的校验值和后四位。需要更正或者删除，请在“我的资料”里办理，或者联系登记管理机关。
copy-zip = 下载本人数据副本（ZIP）
copy-looks = 谁看过我单位的联系方式
import-file-gone = 文件已按保存期限删除
