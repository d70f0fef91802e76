"""
Words that names are made of, and headers that say nothing of an API.
"""

from __future__ import annotations

from typing import Final

_WORDS: Final = """
abweichend access account accounts action active actual additional address adjusting admin age
agent ais aktives aktualisierungszeitpunkt algorithm alias all allow allowed amount amzn answer
anteil api apigw app application are art as aspect at attempt attempts attribute auction audio
auftrag ausfuehrung ausfuehrungsdatum auth authentication auto automatic available average azure
balance balances bank banking bankprodukte banks bankzugaenge bar base batch begin beleg
benutzer beschreibung beta betrag bezeichnung bic birth bis block blz blzs body booked booking
bookings boolean branch brand buchung buchungsdatum buchungstext budget bulk business ca cache
calculated call callback callbacks capabilities capability card cash categories categorization
category certificate certificates cf challenge change channel channels charge check child
children chosen city class clearing client code collection collective color comment common
communication company compensation completion confidence confirmation connection connections
consent constant constraints consumer contact content context contract corporateid correlation
cors cost count counter counterpart counterparty country created creation credentials creditor
creditors cs csv currency current custom customer cycle daily dashboard data date dated
datenquelle datum day days de debit debitor debits debtor decimal decoupled default deleted
deletion delivery deposit depot description detail details development device di different
direct direction display document domestic download due duplicate duration ebics edit edited
email empfaenger en enabled enablement end ende endpoint entity entries entry error errors
erstellt es estimated euro event exchange execute execution expected expiration expires expiry
extended external extra family favicon feature features fee feld field fieldkey fields file
filter fin final finalised finish first firstname fixed flag flags flows font for force form
format fr free frequency from full functionality funds further future gateway gebuehr gegenkonto
gender generated geprueft gesamtwert gif giro grant group groups gueltig guthaben gv hal
handelseinheit handelsplatz handle has hash hbci header health hhd hhduc hide hint hinweis
history holder host href html iban icon id ident identification identifier identifiers ids image
implicit import imported in include income index info information inhaber initial instance
instant institute instructed instructions intelligence interest interface interfaces internal
interval intro invoice ip is isin issuer it item items javascript job jpeg json kategorie key
keyword keywords kind kodierung kong konto kontonummer kontostand kredit kreditinstitut kunde
kurs label labelling labels language last lastname later latest legal length level license limit
limitation line link links list load loading loan local locale location locked login logo loss
maiden manage manager mandate mandator mandatory manual market markt match max maximum mc media
medien medienklasse medium mediums menge message messages meta metadata method methods middle
mime min minimum mock mode model modified money month monthly more multi multipart must name
names nationality ndjson net new next nl node nominal non not note notification notifications
number nummer object occurred octet of offset old on online only open operation optical option
optional options or order orders origin original origins os other overdraft overview owner
owners page pages paginated pagination paging parameter params parent part partial partner
partnerid party passphrase password payee payer payload payment payments pdf pending per percent
period pfm phone photo pin pins pis pl place plain planned platform png popularity position
positions possible post postal potential preference preferred preview previous price primanota
primary priority private problem procedure procedures process product products profile profit
progress properties property proprietary provider proxy public purpose quality quantity quote
rate ratelimit rating raw ray read ready reason receipt receiver recipient recommended recurring
redirect ref reference references referenz refresh region register registration reiner rejected
rel relation relations relevant remaining remittance remote render report request requested
required reset resource response restrictions result retry return risk ro role roles row rows
rule rules runtime salden saldo sales salutation saved sca scheme schuldzinssatz scope score
scraping sct search second secondary secret secrets section securities security seized selected
selection selector self sender sent sepa sequence serial series server service services session
settings share short sicherheitsverfahren side sign signature simulate single site size sk skip
sort source sources sparzinssatz sparzustand specific spending split standalone standing start
state stats status step storage store storno stream street structured sub subject subtitle
success successful suggested sum summary support supported supports svg swift symbol sync
synchronization system tag tags tan target task tax telephone tenant term test text theme time
timeout timestamp timezone title to token tokens tool total tpp tr trace train transaction
transactions transfer transfers transparency tree trigger ts two type types ueberweisung
ueberziehungslimit ultimate umsatz unique unit unknown until update updated updates url
urlencoded usage use user userid username users valid validity value valuta variable verfuegter
verfuegungsrahmen verification verified version vertrags vertragsnummer vertragsstatus
vertragssumme vertragstyp verwendungszweck via video view virtual visibility visible vnd
volatile von waehrung waehrungskurs warn web website wert wertstellungsdatum with wkn xml xs
year zahlung zeit zins zip zone zusatz
"""
WORDS: Final = frozenset(_WORDS.split())
"""Words of field names, headers and media types, in English and German."""

_STANDARD: Final = """
accept accept-ch accept-encoding accept-language accept-patch accept-post accept-ranges age
allow alt-svc alt-used cache-control cache-status cdn-cache-control cdn-loop clear-site-data
connection content-disposition content-encoding content-language content-length content-location
content-range content-security-policy content-security-policy-report-only content-type cookie
critical-ch cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy
date deprecation etag expect-ct expires feature-policy forwarded host keep-alive last-modified
link location max-forwards nel origin-agent-cluster p3p permissions-policy pragma
proxy-authenticate proxy-connection proxy-status public-key-pins referrer-policy refresh
report-to reporting-endpoints retry-after server server-timing set-cookie sourcemap
strict-transport-security sunset surrogate-control surrogate-key te timing-allow-origin tk trace
traceparent tracestate trailer transfer-encoding upgrade upgrade-insecure-requests vary via
warning www-authenticate
"""
STANDARD_HEADERS: Final = frozenset(_STANDARD.split())
"""Headers of HTTP itself, of browsers and of tracing, which say nothing of an API."""
INFRASTRUCTURE: Final = (
    "access-control-",
    "akamai-",
    "cf-",
    "fastly-",
    "sec-",
    "x-akamai-",
    "x-amz-",
    "x-amzn-",
    "x-aspnet",
    "x-azure-",
    "x-b3-",
    "x-cache",
    "x-cdn",
    "x-cloud-trace",
    "x-content-type-options",
    "x-dns-prefetch-control",
    "x-download-options",
    "x-envoy-",
    "x-fastly-",
    "x-forwarded-",
    "x-frame-options",
    "x-ms-",
    "x-permitted-cross-domain-policies",
    "x-powered-by",
    "x-served-by",
    "x-timer",
    "x-ua-compatible",
    "x-varnish",
    "x-xss-protection",
)
"""How headers of browsers, caches and gateways begin."""
