"""The sections of EO 14058 beyond the pack's clauses that ask for something every year: short quotations, word for word."""

SECTIONS = {
    "section 5": "relevant agencies should coordinate their service delivery to achieve an integrated experience that meets customer needs",
    "section 6(a)": "The Director of OMB shall designate as HISPs those Federal entities that provide or fund customer-facing services",
    "section 6(c)": "The head of each HISP shall [...] annually designate a limited number of services for prioritized improvement",
    "section 6(d)": (
        "an annual process for assessing their capacity to manage customer experience, assessing their performance of designated "
        "services through meaningful measures from the perspective of the public and planning for the improvement of the customer "
        "experience"
    ),
    "section 7(a)": "integrate activities to improve customer experience, as appropriate and consistent with applicable law",
    "section 7(b)": "the requirements of the Paperwork Reduction Act related to collections of information",
    "section 7(f)": "improve transparency and accessibility through their compliance with the Plain Writing Act of 2010",
}
"""By the name that a part of a report uses; `[...]` stands for words left out."""
