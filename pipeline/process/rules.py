"""What an office says of itself and of the rules, read and held against what there is."""

from __future__ import annotations

from pipeline.documents import choice_faults, rule_faults
from pipeline.errors import BadConfiguration
from pipeline.organisation import Organisation, load_organisation
from pipeline.regulations import Regulations, load_regulations
from pipeline.workspace import Workspace


def office_and_rules(workspace: Workspace) -> tuple[Organisation, Regulations]:
    """organisation.yaml, and the rules with the office's own. Raises `BadConfiguration` and `NoAccess`."""
    organisation = load_organisation(workspace.organisation)
    regulations = load_regulations(workspace.regulations)
    if faults := (*choice_faults(organisation.options), *rule_faults(regulations)):
        raise BadConfiguration(faults[0])
    return organisation, regulations
