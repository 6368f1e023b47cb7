"""What are columns called that name or number people, in German, French, Spanish and Turkish?

Patterns of whole headers, as `plain_name` and `bare` write them. French “nombre” is a number, and
Spanish “nombre” a name: alone it is neither here.
"""

from __future__ import annotations

from collections.abc import Mapping

ABROAD: Mapping[str, tuple[str, ...]] = {
    "names of people": (
        r"(.*_)?(nach|vor|familien|patienten|anrufer)name(_\d)?",
        r"name_de[sr]_(patient|anrufer|kunde|beschwerde)\w*",
        r"nom|nom_de_(famille|naissance)|(nom_et_)?prenom|nom_du_(patient|plaignant)",
        r"(primer_|segundo_)?apellidos?|nombre_(completo|y_apellidos?)",
        r"nombre_del?_(la_)?(paciente|cliente|usuario|reclamante)",
        r"soyad(i)?|ad(i)?_soyad(i)?|hasta_adi(_soyadi)?",
    ),
    "days of birth": (
        r"(.*_)?geburts(datum|tag)|geboren(_am)?|date_de_naissance|fecha_de_nacimiento",
        r"dogum_(tarihi|gunu)",
    ),
    "telephone numbers": (
        r"(.*_)?(telefon|handy|mobil|ruf)(nummer|_?nr)|telefono(_movil)?|movil",
        r"(numero_de_)?telephone(_portable)?|numero_de_telefono|(cep_)?telefon(u|_no|_numarasi)",
    ),
    "e-mail addresses": (
        r"(.*_)?e?_?mail_?adresse|courriel|adresse_(e_?mail|courriel)|correo(_electronico)?",
        r"e_?posta(_adresi)?",
    ),
    "record numbers": (
        r"(patienten|fall|kranken)?(versicherten|versicherungs|patienten|fall|akten)_?(nummer|nr|id)",
        r"numero_de_(dossier|patient|securite_sociale|historia(_clinica)?|expediente|paciente)",
        r"historia_clinica|nhc|dni|(tc|t_c)?_?kimlik(_no|_numarasi)?",
        r"hasta_(no|numarasi|id)|dosya_(no|numarasi)|protokol_no",
    ),
    "home addresses": (
        r"adresse(_postale)?|anschrift|strasse|plz|postleitzahl|wohnort|code_postal",
        r"direccion|domicilio|codigo_postal|adres(i)?|posta_kodu",
    ),
}
"""What a column holds to the patterns of its names."""
