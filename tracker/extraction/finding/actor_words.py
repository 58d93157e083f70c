"""Words for those who can be asked to do something, and for what is named like them and is nobody."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BODIES = _words("""
    board partnership authority council agency organisation organization partner trust police constabulary force
    service services department directorate ministry minister government commissioner body provider hospital
    surgery school college academy nursery university team unit group subgroup sub-group committee panel network
    alliance collaborative executive inspectorate regulator ombudsman court judiciary charity employer company
    operator association institute society federation party office secretary practices centre setting prison
    probation parliament commission consortium faculty deanery assembly agencies bodies authorities charities
    nurseries surgeries companies parties academies universities ministries faculties consortia housing
    education midwifery taskforce task-force hub crew nhs england municipality borough county cabinet
    corporation bureau registry institution ofsted estyn cafcass
""")
"""Bodies, by the last word of their name."""

PEOPLE = _words("""
    practitioner supervisor manager professional staff leader lead worker officer nurse midwife midwives doctor
    clinician gp paediatrician consultant teacher workforce employee volunteer chair chairperson director head
    visitor coordinator co-ordinator therapist psychologist psychiatrist coroner inspector member commissioner
    constable superintendent paramedic pharmacist trustee governor headteacher head-teacher guardian reviewer
    assessor magistrate judge minister adviser advisor dentist registrar landlord
""")
"""People, by their role."""

ANYBODY = _words("""
    practitioner supervisor manager professional staff leader worker employee volunteer
""")
"""Roles of which every agency has people: joined, they are one addressee."""

MASS = _words("""
    police probation judiciary nhs government workforce staff
""")
"""Bodies that need no article in the singular."""

TWO_WORDS = frozenset(
    (
        "social care",
        "early help",
        "public health",
        "health visiting",
        "general practice",
        "primary care",
        "youth justice",
        "adult care",
        "secondary care",
        "maternity care",
        "healthcare",
        "school nursing",
        "job centre",
        "legal services",
    )
)
"""Bodies that only two words name."""

NOT_BODIES = _words("""
    scr scrs imr imrs caf cafs ehcp ehcps gdpr it ict cse fgm dash plo cp cin kpi kpis cpd abe uk eu dna it's
    mou mous sla slas tor faq rag pdf i act plan plans policy policies procedure procedures protocol protocols
    guidance strategy strategies framework frameworks review reviews report reports guide guides
    training pathway pathways
    recommendation recommendations meeting meetings conference conferences assessment assessments together
    discussion discussions form forms order orders programme programmes toolkit tool tools standard standards
    process processes register supervision records record work audit audits child children family families
    parent parents mother father code appendix section chapter table figure
    january february march april may june july august september october november december
    spring summer autumn winter easter christmas this that these those there they he
    she we you who which what information
""")
"""What has capitals or stands where a name could, and is nobody to ask."""

DETERMINERS = _words("""
    the a an all each every both any its their his her our this that these those other some no such
""")
"""What begins a name without being of it."""

AFTER = _words("""
    of with for in at within across from on who whom that which where whose including such responsible involved
    under through by via about as during between among to
""")
"""After these, what stands is no longer the noun that a phrase turns on."""
