"""Every route with its access rule and its methods; what is not listed fails a test."""

from wizard.core.roles import Role

PUBLIC = {
    "home",
    "securitytxt.show",  # not there where nobody is named
    "securitytxt.moved",
    "start.show",
    "start.begin",
    "start.places",
    "resume.show",
    "resume.enter_code",
    "resume.ask_pin",
    "resume.enter_pin",
    "openfile.open_own",
    "comfort.show",
    "comfort.save",
    "languages.show",
    "leave.stopped",
    "leave.wiped",
    "leave.confirm_stop",  # whoever has nothing open has nothing to end
    "leave.quick_exit",
    "timeleft.show",  # tells nobody anything: 0 without a session
    "information.help_now",
    "information.website_help",
    "information.paper",
    "information.questions",
    "information.questions_pdf",
    "information.outcomes",
    "information.how_it_works",
    "information.rules",
    "information.words",
    "information.privacy",
    "information.accessibility",
    "information.professionals",
    "information.coaches",
    "information.caregivers",
    "information.guide_pdf",
}
NEEDS_DRAFT = {
    "keep.code_pdf",
    "steps.show",
    "steps.save",
    "parts.show",
    "parts.save",
    "check.show",
    "check.paper",
    "check.talk",
    "plan.show",
    "plan.large",
    "plan.easy",
    "sofar.show",
    "sofar.pdf",
    "plan.papers",
    "plan.pdf",
    "bilingual.show",
    "bilingual.pdf",
    "plan.other_pdf",
    "owndata.text",
    "owndata.show",
    "owndata.file",
    "nextstep.show",
    "nextstep.choose",
    "keep.show",
    "keep.make_code",
    "keep.code",
    "keep.device",
    "leave.stop",
    "leave.wipe",
    "leave.confirm_wipe",
    "leave.next_person",
    "resume.welcome",
    "timeleft.stay",
    "helpcode.show",
    "helpcode.make",
    "helpcode.code",
    "helpcode.withdraw",
    "aftertalk.show",
    "aftertalk.save",
    "progress.show",
    "progress.save",
    "progress.start_again",
    "send.show",
    "send.choose",
    "send.decide_alone",
    "send.reach",
    "send.look",
    "send.confirm",
    "send.sent",
    "send.withdraw",
    "send.confirm_withdraw",
    "send.withdrawn",
}
# Refused to whoever came in with a helper code.
RESIDENT_ONLY = {
    "keep.code_pdf",
    "owndata.show",
    "owndata.file",
    "keep.show",
    "keep.make_code",
    "keep.code",
    "keep.device",
    "leave.wipe",
    "leave.confirm_wipe",
    "helpcode.show",
    "helpcode.make",
    "helpcode.code",
    "helpcode.withdraw",
    "progress.start_again",
    "send.show",
    "send.choose",
    "send.decide_alone",
    "send.reach",
    "send.look",
    "send.confirm",
    "send.sent",
    "send.withdraw",
    "send.confirm_withdraw",
    "send.withdrawn",
}
# Nobody has a session yet, or it may be long over. `Sec-Fetch-Site` guards these as all others.
WITHOUT_TOKEN = {
    "start.begin": "the first press: no cookie exists yet",
    "resume.enter_code": "the session has ended: its cookie is gone",
    "resume.enter_pin": "the session has ended: its cookie is gone",
    "openfile.open_own": "makes a plan, as Start does: no cookie exists yet",
    "comfort.save": "may come before Start; it changes nothing but how pages look",
    "leave.quick_exit": "must work from any page, however old; it can only end a session",
}
READ_AND_SENT = {"check.paper", "check.talk", "owndata.file", "send.reach"}
SENT = {"start.begin", "steps.save", "nextstep.choose", "keep.make_code", "keep.device"}
SENT |= {"resume.enter_code", "resume.enter_pin", "openfile.open_own"}
SENT |= {"comfort.save", "timeleft.stay"}
SENT |= {"parts.save", "helpcode.make", "helpcode.withdraw", "leave.next_person"}
SENT |= {"aftertalk.save", "progress.save", "progress.start_again"}
SENT |= {"send.choose", "send.decide_alone", "send.confirm", "send.confirm_withdraw"}
SENT |= {"leave.confirm_stop", "leave.confirm_wipe", "leave.quick_exit"}
METHODS = {
    **{endpoint: {"GET"} for endpoint in PUBLIC | NEEDS_DRAFT},
    **{endpoint: {"GET", "POST"} for endpoint in READ_AND_SENT},
    **{endpoint: {"POST"} for endpoint in SENT},
}
POSTED = sorted(endpoint for endpoint, methods in METHODS.items() if "POST" in methods)
GOTTEN = sorted(endpoint for endpoint, methods in METHODS.items() if "GET" in methods)

# --- The desk: whom each route admits, None for whoever is not signed in -------------------------
EVERYBODY = {*Role, None}
COLLEAGUES = {*Role}
STAFFING = {Role.LEAD, Role.ADMINISTRATOR}
CASES_READ = {"desk.cases.show", "desk.cases.search", "desk.case.show"}
CASES_READ |= {f"desk.export.{name}" for name in ("pdf", "copy", "text", "calendar")}
CASES_FORMS = ("talk", "outcome", "double", "handover", "register", "practice")
CASES_CHANGED = {f"desk.{name}.show" for name in CASES_FORMS}
CASES_SENT = {"desk.case.act", "desk.talk.plan", "desk.outcome.record", "desk.double.mark"}
CASES_SENT |= {"desk.handover.give", "desk.export.copied", "desk.register.add"}
CASES_SENT |= {"desk.practice.make", "desk.practice.wipe"}
OWN_ACCOUNT = ("show", "change_password", "ask_phone", "change_phone", "leave_other_places")
DESK = {
    "desk.home": COLLEAGUES,
    "desk.missing": COLLEAGUES,
    "desk.signin.show": EVERYBODY,
    "desk.signin.enter": EVERYBODY,
    "desk.signin.leave": COLLEAGUES,
    "desk.signin.left": EVERYBODY,
    "desk.invitation.show": EVERYBODY,
    "desk.invitation.open_invitation": EVERYBODY,
    "desk.invitation.accept": EVERYBODY,
    "desk.colleagues.show": COLLEAGUES,
    **{f"desk.ownaccount.{name}": COLLEAGUES for name in OWN_ACCOUNT},
    "desk.post.show": {Role.PLANNER, Role.LEAD, Role.ADMINISTRATOR},
    "desk.post.hurry": {Role.LEAD, Role.ADMINISTRATOR},
    "desk.colleagues.one": COLLEAGUES,
    "desk.colleagues.set_absence": COLLEAGUES,
    "desk.colleagues.ask_invite": STAFFING,
    "desk.colleagues.invite": STAFFING,
    "desk.colleagues.ask_remove": STAFFING,
    "desk.colleagues.remove": STAFFING,
    "desk.overview.show": STAFFING,
    "desk.overview.audit": STAFFING,
    "desk.colleagues.give_access": {Role.LEAD},
    "desk.results.show": COLLEAGUES,
    "desk.results.as_csv": COLLEAGUES,
    "desk.results.as_json": COLLEAGUES,
    **{endpoint: {Role.READER, Role.PLANNER, Role.LEAD} for endpoint in CASES_READ},
    **{endpoint: {Role.PLANNER, Role.LEAD} for endpoint in CASES_CHANGED | CASES_SENT},
}
# No session yet, so no token; `Sec-Fetch-Site` guards these too.
DESK_WITHOUT_TOKEN = {
    "desk.signin.enter",
    "desk.invitation.open_invitation",
    "desk.invitation.accept",
}
DESK_SENT = {"desk.signin.leave", "desk.post.hurry", *DESK_WITHOUT_TOKEN}
DESK_SENT |= {"desk.colleagues.set_absence", "desk.colleagues.invite", "desk.colleagues.remove"}
DESK_SENT |= {"desk.colleagues.give_access", "desk.cases.search", *CASES_SENT}
DESK_SENT |= {f"desk.ownaccount.{name}" for name in ("change_password", "change_phone")}
DESK_SENT |= {"desk.ownaccount.leave_other_places"}
DESK_METHODS = {endpoint: {"POST" if endpoint in DESK_SENT else "GET"} for endpoint in DESK}

PROBES = {"/healthz", "/readyz"}  # answered before the app, to anybody, GET only

# --- What a route changes, as names of tables; what is not named changes nothing -----------------
# A visit also lengthens the session's life, once a minute, in `wrap` or `staff_session`.
PLAN, WAYS_IN = {"draft"}, {"wrap"}
CASE, COUNTED = {"desk_case", "audit"}, {"desk_case", "audit", "tally"}
ACCOUNT = {"staff", "audit"}
CHANGED_BY_LOOKING = {
    **{f"desk.{name}.show": {"audit"} for name in ("cases", "talk", "outcome", "double")},
    **{f"desk.export.{name}": {"audit"} for name in ("pdf", "copy", "text", "calendar")},
    "desk.handover.show": {"audit"},
    "desk.case.show": CASE,  # who opens it first notes the day
}
TOLD = {"steps.save", "parts.save", "check.paper", "check.talk", "nextstep.choose", "send.choose"}
TOLD |= {"aftertalk.save", "progress.save", "progress.start_again", "send.reach"}
TOLD |= {"send.decide_alone"}
CHANGED_BY_PRESSING = {
    **dict.fromkeys(TOLD, PLAN),
    **dict.fromkeys(("start.begin", "openfile.open_own"), PLAN | WAYS_IN),
    "resume.enter_code": PLAN | WAYS_IN | {"counter"},
    **dict.fromkeys(("helpcode.make", "leave.confirm_wipe"), PLAN | WAYS_IN),
    **dict.fromkeys(("keep.make_code", "keep.device", "helpcode.withdraw"), WAYS_IN),
    **dict.fromkeys(("resume.enter_pin", "timeleft.stay", "leave.next_person"), WAYS_IN),
    **dict.fromkeys(("leave.confirm_stop", "leave.quick_exit"), WAYS_IN),
    "send.confirm": PLAN | COUNTED | {"counter", "mail"},
    "send.confirm_withdraw": PLAN | COUNTED | {"mail"},
    "desk.cases.search": {"audit"},
    **dict.fromkeys(("desk.case.act", "desk.export.copied"), CASE),
    **dict.fromkeys(("desk.practice.make", "desk.practice.wipe"), CASE),
    **{f"desk.{name}": COUNTED for name in ("talk.plan", "double.mark", "handover.give")},
    **{f"desk.{name}": COUNTED for name in ("outcome.record", "register.add")},
    "desk.post.hurry": {"mail"},
    "desk.colleagues.give_access": {"desk_grant", "audit"},
    "desk.colleagues.set_absence": ACCOUNT,
    "desk.colleagues.remove": CASE | ACCOUNT | {"desk_key", "desk_grant", "staff_session"},
    "desk.colleagues.invite": {"invitation", "audit"},
    "desk.invitation.accept": ACCOUNT | {"invitation", "staff_session"},
    "desk.signin.enter": ACCOUNT | {"staff_session", "counter"},
    "desk.signin.leave": {"staff_session"},
    "desk.ownaccount.leave_other_places": {"staff_session", "audit"},
    "desk.ownaccount.change_password": ACCOUNT | {"counter"},
    "desk.ownaccount.change_phone": ACCOUNT | {"counter"},
}
