"""standard.py STANDARD.zip FILE: libcoveocds without the network; what it would fetch from the standard's site it gets from the zip."""
import sys
import zipfile

import responses

SITE = "https://standard.open-contracting.org/schema/1__1__5/"

with responses.RequestsMock(assert_all_requests_are_fired=False) as site:
    with zipfile.ZipFile(sys.argv[1]) as whole:
        for name in whole.namelist():
            if "/schema/" in name and name.endswith(".json"):
                site.get(SITE + name.split("/schema/", 1)[1], body=whole.read(name), content_type="application/json")
    from libcoveocds.__main__ import main

    main(["--standard-zip", sys.argv[1], sys.argv[2]], standalone_mode=False)
