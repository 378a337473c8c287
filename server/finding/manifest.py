"""The address of this server in; the manifest of its reconciliation service out.

Source: Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group), section 3.
"""

from server.finding.identifiers import IDENTIFIER_SPACE, SCHEMA_SPACE

PATH = "/reconcile"
MOST_QUERIES = 50
"""Queries in a batch."""
DEFAULT_TYPES = ("Person", "State", "Administration", "Organization", "Instrument", "Office", "Dispute", "Place")

AT_DATE = "date"
"""The property of a query that tells when the thing was mentioned; a year, a month or a day."""
OFFICE_AT_DATE = "officeAtDate"
"""The property that data are extended with: offices that somebody held, administrations headed, at a date."""
_PREVIEW = {"width": 420, "height": 240}


def manifest(address: str, version: str) -> dict[str, object]:
    """The manifest; `address` is that of the server, without a slash at its end."""
    service = address + PATH
    return {
        "versions": ["0.2"],
        "name": "Entente: actors, agreements and disputes of Korea-Japan diplomacy",
        "identifierSpace": IDENTIFIER_SPACE,
        "schemaSpace": SCHEMA_SPACE,
        "documentation": f"{address}/search",
        "serviceVersion": version,
        "defaultTypes": [{"id": one, "name": one} for one in DEFAULT_TYPES],
        "view": {"url": f"{address}/id/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", **_PREVIEW},
        "suggest": {
            kind: {"service_url": service, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [
                {
                    "name": AT_DATE,
                    "label": "At the date",
                    "type": "text",
                    "default": "",
                    "help_text": f"A year, month or day (1998-10): what {OFFICE_AT_DATE} then was. Empty: at any time.",
                }
            ],
        },
        "batchSize": MOST_QUERIES,
    }
