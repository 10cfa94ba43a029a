# 社会组织登记

refusal-organization-ended = 该社会组织已经注销或者撤销登记。
refusal-organization-filed = 该组织是备案的社区社会组织，没有法人资格，不能以自己的名义办理。
refusal-organization-abnormal = 该社会组织被列入活动异常名录。移出名录后可以办理。
refusal-organization-serious = 该社会组织被列入严重违法失信名单。移出名单后可以办理。
refusal-certificate-ended = 登记证书的有效期已于 { $day } 届满，请先换发证书。
