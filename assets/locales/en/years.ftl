# The register through the years

years-title = The register through the years
years-lead = How the city’s social organizations changed year by year: how many there were at each year’s end, how many were founded and how many ended, by kind, field and district.
years-link = See it through the years
years-measures = What is counted
years-bys = How it is parted
years-scopes = Which organizations
years-measure-standing = In being at the year’s end
years-measure-founded = Founded in the year
years-measure-ended = Ended in the year
years-by-kind = By kind
years-by-category = By field
years-by-division = By district
years-scope-all = Registered and filed
years-scope-registered = Registered
years-scope-filed = Filed
years-rest = All others
years-all = See all
years-how = How it is counted: in being at a year’s end is everything founded until then less everything ended. The end is the day the cancellation was approved; an organization that ended on a day nobody recorded is counted in no year. Fields and districts are those registered now. The chart shows the last fifteen years, the table all of them.
