"""Where each role may be held: a role at a wrong place would reach too far, or nothing at all."""

from organizations.enums import PROVINCE_ROLES, OrganizationKind, Role

K = OrganizationKind
ENDS_BEFORE = "Ngày thôi giữ vai trò không được trước ngày bắt đầu."
COMMITTEES = frozenset({K.DIRECT, K.BASE_COMMITTEE, K.BASE_CELL, K.SECTION})
PLACES: dict[Role, frozenset[OrganizationKind]] = {
    Role.SUPERVISOR: frozenset({K.DIRECT}),
    Role.UNIT_CLERK: COMMITTEES,
    Role.UNIT_CHECKER: COMMITTEES,
    Role.UNIT_LEADER: COMMITTEES,
    Role.BASE_CLERK: frozenset({K.BASE_COMMITTEE, K.BASE_CELL}),
    Role.CELL_SECRETARY: frozenset({K.BASE_CELL, K.CELL}),
    Role.INSPECTION: frozenset({K.PROVINCE, K.DIRECT, K.BASE_COMMITTEE}),
    **dict.fromkeys(PROVINCE_ROLES - {Role.SUPERVISOR, Role.INSPECTION}, frozenset({K.PROVINCE})),
}
# Held at the province alone: nobody has to say where.
OF_THE_PROVINCE = frozenset(role for role, kinds in PLACES.items() if kinds == {K.PROVINCE})
OF_A_UNIT = frozenset({Role.UNIT_CLERK, Role.UNIT_CHECKER, Role.UNIT_LEADER})


def place_fault(role: Role, kind: str, *, is_unit: bool) -> str:
    """Why the role cannot be held there; nothing when it can."""
    if is_unit:
        return "" if role in OF_A_UNIT else f"Vai trò “{role.label}” không giữ tại đơn vị nộp."
    allowed = PLACES.get(role, frozenset())
    if kind in allowed:
        return ""
    words = ", ".join(str(one.label) for one in OrganizationKind if one in allowed)
    return f"Vai trò “{role.label}” chỉ giữ tại: {words}."
