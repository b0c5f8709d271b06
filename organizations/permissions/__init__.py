"""The authority table: who may do what. The program reads it; nothing else decides.

GRANTS says which role may do what, inside the subtree (or the submitting unit) that the role is held at.
POLICIES says, for every URL name, what a caller must hold to be let in at all; a URL without a row is refused.
docs/authority.md gives each duty with its source. tests/permissions.csv and tests/state_actions.csv were derived
from it by hand; they are never read at run time.
"""

from organizations.permissions.grants import GRANTS, HOLDERS, Permission
from organizations.permissions.policies import IMPORTS, POLICIES, Gate

__all__ = ["GRANTS", "HOLDERS", "IMPORTS", "POLICIES", "Gate", "Permission"]
