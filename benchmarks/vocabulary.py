"""The words of generated plans."""

HEADS = (
    "Bureau",
    "Office",
    "Administration",
    "Agency",
    "Service",
    "Board",
    "Center",
    "Commission",
    "Institute",
    "Authority",
)
BRANCHES = (
    "Rural",
    "Coastal",
    "National",
    "Regional",
    "Federal",
    "Inland",
    "Northern",
    "Western",
    "Common",
    "Allied",
)
FIELDS = (
    "Archives", "Aviation", "Benefits", "Bridges", "Census", "Claims", "Courts", "Dairies", "Elections", "Fisheries", "Forests",
    "Fuels", "Grants", "Harbors", "Health", "Highways", "Housing", "Insurance", "Inventions", "Irrigation", "Labor", "Lands",
    "Libraries", "Loans", "Markets", "Medicines", "Mines", "Museums", "Parks", "Pensions", "Permits", "Ports", "Radio", "Rails",
    "Records", "Rivers", "Schools", "Seeds", "Statistics", "Water",
)  # fmt: skip
"""Heads, branches and fields make 4,000 names."""

GIVEN = (
    "Ada",
    "Amos",
    "Bea",
    "Carl",
    "Dora",
    "Elias",
    "Farah",
    "Gus",
    "Hana",
    "Ivo",
    "Jun",
    "Kofi",
    "Lena",
    "Milo",
    "Nora",
    "Omar",
)
LINES = (
    "Abel",
    "Baker",
    "Castro",
    "Diaz",
    "Evans",
    "Fofana",
    "Gray",
    "Hill",
    "Ito",
    "Jonas",
    "Khan",
    "Lund",
    "Moreau",
    "Novak",
)

WORDS = {
    "household": (
        "family",
        "veteran",
        "farm",
        "student",
        "retiree",
        "patient",
        "tenant",
        "survivor",
        "seafarer",
    ),
    "relief": (
        "support",
        "aid",
        "assistance",
        "allowance",
        "compensation",
        "pension",
        "loan",
        "insurance",
        "grant",
    ),
    "trade": ("fishing", "aviation", "radio", "mining", "pilot", "broker", "export", "brewing", "well"),
    "license": ("permit", "certificate", "registration", "clearance", "patent", "charter"),
    "travel": ("training", "parking", "moving", "equipment", "uniform", "childcare"),
    "heating": ("cooling", "water", "housing", "food", "energy", "transit"),
    "payroll": ("benefits", "timekeeping", "staffing", "procurement", "accounting"),
    "leave": ("training", "overtime", "telework", "insurance"),
}
"""What stands in the examples, and what may stand in its place."""

WORDINGS = {
    "satisfaction": ("Overall, how satisfied were you today?", "I am satisfied with the service that I received.", "How did we do?"),
    "trust": (
        "This interaction increased my trust in the agency.", "I trust the agency to do what it says.",
        "How much do you trust us?", "I would recommend this agency to a friend.",
    ),
    "effectiveness": ("My need was addressed.", "I got what I came for.", "Did you find what you were looking for today?"),
    "ease": ("It was easy to complete what I needed to do.", "The form was simple.", "How hard was it?"),
    "efficiency": ("It took a reasonable amount of time.", "I was served quickly.", "How long did it take you?"),
    "transparency": ("I understood what was asked of me.", "I was treated fairly.", "I knew what would happen next."),
    "employee": ("Employees were helpful.", "The person who served me knew what to do.", "Staff were polite."),
}  # fmt: skip
"""Questions by driver: some as OMB words them, some not."""
