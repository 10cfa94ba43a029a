# Registration of social organizations

refusal-organization-ended = This organization has been cancelled or its registration revoked.
refusal-organization-filed = This is a filed community organization without legal personality; it cannot act in its own name here.
refusal-organization-abnormal = This organization is on the list of abnormal activity. It can act again once it is taken off the list.
refusal-organization-serious = This organization is on the list of serious violations and bad faith. It can act again once it is taken off the list.
refusal-certificate-ended = The registration certificate ended on { $day }. Please renew the certificate first.
