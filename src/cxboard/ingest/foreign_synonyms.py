"""What are our columns called in German, French, Spanish and Turkish extracts?

Names as `plain_name` and `bare` write them. No name is here that means another column in one of
these languages, a record number of a hospital ("Fallnummer", "numéro de dossier"), or a name of a
person ("nombre").
"""

from __future__ import annotations

from collections.abc import Mapping

_ABROAD: Mapping[str, str] = {
    "survey_id": "fragebogen_id fragebogennummer numero_de_questionnaire id_encuesta "
    "numero_de_encuesta anket_id anket_no anket_numarasi",
    "contact_id": "vorgangsnummer ticketnummer anruf_id numero_de_ticket id_de_contact "
    "numero_de_caso id_de_contacto id_de_llamada talep_no basvuru_no basvuru_numarasi cagri_no",
    "feedback_id": "vorgangsnummer beschwerdenummer beschwerde_nr numero_de_reclamation "
    "numero_de_plainte numero_de_caso numero_de_reclamacion no_de_reclamacion numero_de_queja "
    "n_de_reclamation basvuru_no basvuru_numarasi sikayet_no sikayet_numarasi",
    "facility_id": "krankenhaus standort hopital etablissement centro centro_hospitalario hastane "
    "hastane_adi",
    "unit_id": "station abteilung pflegestation unite unite_de_soins unidad planta birim servis "
    "bolum",
    "service_line": "fachabteilung fachbereich fachrichtung specialite especialidad brans uzmanlik",
    "discharge_date": "entlassdatum entlassungsdatum entlassung entlassen_am date_de_sortie "
    "fecha_de_alta fecha_alta taburcu_tarihi cikis_tarihi",
    "contact_date": "datum kontaktdatum anrufdatum erstellt_am date_de_contact date_de_creation "
    "date_d_appel fecha fecha_de_contacto fecha_de_llamada fecha_de_creacion tarih arama_tarihi "
    "gorusme_tarihi olusturma_tarihi",
    "received_date": "datum eingangsdatum eingegangen_am beschwerdedatum date_de_reception "
    "date_de_reclamation fecha fecha_de_recepcion fecha_de_entrada fecha_de_reclamacion tarih "
    "basvuru_tarihi sikayet_tarihi gelis_tarihi",
    "acknowledged_date": "eingangsbestatigung bestatigt_am date_d_accuse_de_reception "
    "accuse_de_reception acuse_de_recibo fecha_de_acuse_de_recibo",
    "answered_date": "antwortdatum beantwortet_am abschlussdatum abgeschlossen_am date_de_reponse "
    "date_de_cloture fecha_de_respuesta fecha_de_cierre cevap_tarihi yanit_tarihi kapanis_tarihi",
    "month_of": "monat berichtsmonat mois mes ay donem periode periodo",
    "feedback_type": "vorgangsart meldungsart tipo_de_caso basvuru_turu geri_bildirim_turu",
    "topic": "thema kategorie betreff sujet categorie tema categoria asunto konu kategori",
    "text": "kommentar kommentare freitext beschreibung anmerkung anmerkungen commentaire "
    "commentaires comentario comentarios observaciones descripcion yorum yorumlar aciklama",
    "channel": "kanal kontaktkanal eingangskanal kontaktweg canal canal_de_contact "
    "canal_de_contacto iletisim_kanali basvuru_kanali",
    "touchpoint": "anliegen anrufgrund kontaktgrund motif_d_appel motif_de_contact "
    "motivo_de_llamada motivo_de_contacto arama_nedeni basvuru_nedeni",
    "response_minutes": "wartezeit_min wartezeit_minuten wartezeit_in_minuten temps_d_attente_min "
    "temps_d_attente_minutes tiempo_de_espera_min tiempo_de_espera_minutos bekleme_suresi_dk "
    "bekleme_suresi_dakika",
    "numerator": "anzahl cantidad sayi",
    "denominator": "gesamt gesamtzahl toplam",
    "language": "sprache muttersprache langue idioma dil",
    "age_group": "alter altersgruppe tranche_d_age groupe_d_age edad grupo_de_edad rango_de_edad "
    "yas yas_grubu",
    "sex": "geschlecht sexe genre sexo genero cinsiyet",
    "rating": "gesamtbewertung note_globale valoracion_global valoracion_general",
    "likelihood_to_recommend": "weiterempfehlungswahrscheinlichkeit "
    "probabilite_de_recommandation probabilidad_de_recomendacion probabilidad_de_recomendar "
    "tavsiye_olasiligi",
    "satisfaction": "zufriedenheit gesamtzufriedenheit kundenzufriedenheit satisfaction_globale "
    "satisfaccion satisfaccion_general memnuniyet memnuniyet_puani genel_memnuniyet",
    "resolved_first": "beim_ersten_kontakt_gelost resolu_au_premier_contact "
    "resuelto_en_el_primer_contacto ilk_aramada_cozuldu",
}

FOREIGN = {column: tuple(names.split()) for column, names in _ABROAD.items()}
"""Our column to its names in these languages."""
