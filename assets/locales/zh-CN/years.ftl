# 历年登记统计

years-title = 历年登记统计
years-lead = 社会组织的家底一年一年怎么变：年末有多少、当年成立多少、当年终止多少，按类型、类别和区县看。
years-link = 看历年变化
years-measures = 看什么
years-bys = 怎么分
years-scopes = 哪些组织
years-measure-standing = 年末存续
years-measure-founded = 当年成立
years-measure-ended = 当年终止
years-by-kind = 按类型
years-by-category = 按类别
years-by-division = 按区县
years-scope-all = 登记和备案
years-scope-registered = 登记
years-scope-filed = 备案
years-rest = 其他各项
years-all = 看全部
years-how = 怎么算的：年末存续等于历年成立减去历年终止。终止按准予注销的日期；没有记录终止日期的组织不计入任何一年。类别和区县按现在登记的内容。图中为最近十五年，表中为全部年份。
