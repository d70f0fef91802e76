"""
All texts of the pages, in German and English.
"""

from __future__ import annotations

from collections.abc import Mapping

from .request import Language

__all__ = ["WORDS"]

_PAGES: Mapping[str, tuple[str, str]] = {
    "made_up": (
        "Erfundene Bank. Keine echten Daten.",
        "Made-up bank. No real data.",
    ),
    "made_up_more": (
        "Geben Sie hier nie eine echte PIN ein.",
        "Never enter a real PIN here.",
    ),
    "skip": ("Zum Inhalt", "Skip to content"),
    "language": ("Sprache", "Language"),
    "other_language": ("English", "Deutsch"),
    "sandbox": ("Sandbox von kontokit", "Sandbox of kontokit"),
    "problem": ("Bitte prüfen Sie Ihre Eingaben", "Please check your entries"),
    "wrong": ("Fehler", "Error"),
    "login_missing": ("Bitte geben Sie den Anmeldenamen ein.", "Please enter the user name."),
    "pin_missing": ("Bitte geben Sie die PIN ein.", "Please enter the PIN."),
    "tan_missing": ("Bitte geben Sie die TAN ein.", "Please enter the TAN."),
    "not_found": ("Diese Seite gibt es nicht", "There is no such page"),
    "not_found_more": (
        "Der Link ist falsch, oder der Vorgang ist schon beendet oder abgelaufen.",
        "The link is wrong, or what it was for has ended or expired.",
    ),
    "failed": ("Die Sandbox hat einen Fehler", "The sandbox has failed"),
    "no_way_back": ("Fertig", "Done"),
    "no_way_back_more": (
        (
            "Sie können dieses Fenster schließen. Die Anwendung hat keine Adresse für den "
            "Rückweg genannt."
        ),
        "You can close this window. The application has not given an address to return to.",
    ),
    "bad_way_back": (
        "Zu dieser Adresse führt kein Weg zurück",
        "There is no way back to this address",
    ),
    "bad_way_back_more": (
        (
            "Die Anwendung hat eine Adresse genannt, die ein Browser nicht öffnen darf: nur http "
            "und https, ohne Benutzernamen, höchstens 2.048 Zeichen."
        ),
        (
            "The application has given an address that a browser must not open: only http and "
            "https, without a user name, at most 2,048 characters."
        ),
    ),
    "decided_anyway": (
        "Ihre Entscheidung ist gespeichert.",
        "Your decision has been saved.",
    ),
    # signing in
    "sign_in": ("Anmelden", "Sign in"),
    "application_asks_access": (
        "bittet um Zugriff auf Ihre Konten.",
        "asks for access to your accounts.",
    ),
    "application_asks_order": (
        "möchte einen Auftrag ausführen.",
        "wants to carry out an order.",
    ),
    "login": ("Anmeldename", "User name"),
    "pin": ("PIN", "PIN"),
    "login_help": (
        "Testanmeldung: erika, mit beliebiger PIN. Die PIN „falsch“ wird abgelehnt.",
        "Test login: erika, with any PIN. The PIN “falsch” is refused.",
    ),
    "pin_wrong": (
        "Anmeldename oder PIN ist falsch.",
        "The user name or the PIN is wrong.",
    ),
    "pin_locked": ("Dieser Zugang ist gesperrt.", "This login is locked."),
    "no_method": (
        "Diese Bank bietet Ihnen kein TAN-Verfahren an.",
        "This bank offers you no TAN method.",
    ),
    "signed_in_as": ("Angemeldet als", "Signed in as"),
    # what is approved
    "choose_accounts": ("Konten freigeben", "Share accounts"),
    "accounts": ("Konten", "Accounts"),
    "accounts_help": (
        "Die Anwendung darf Umsätze und Salden dieser Konten lesen.",
        "The application may read transactions and balances of these accounts.",
    ),
    "accounts_missing": (
        "Bitte wählen Sie mindestens ein Konto.",
        "Please choose at least one account.",
    ),
    "consent_lasts": ("Die Freigabe gilt 180 Tage, bis", "The consent lasts 180 days, until"),
    "order": ("Auftrag freigeben", "Approve an order"),
    "order_transfer": ("Überweisung", "Transfer"),
    "order_debit": ("Lastschrift", "Direct debit"),
    "amount": ("Betrag", "Amount"),
    "payee": ("Empfänger", "Payee"),
    "payer": ("Zahler", "Payer"),
    "iban": ("IBAN", "IBAN"),
    "purpose": ("Verwendungszweck", "Purpose"),
    "count": ("Anzahl der Aufträge", "Number of orders"),
    "count_more": ("Empfänger ist der des ersten.", "The name is that of the first."),
    "approve": ("Freigeben", "Approve"),
    "decline": ("Ablehnen", "Decline"),
    "leave": ("Zurück ohne Entscheidung", "Go back without deciding"),
    # web forms
    "form_import": ("Bankverbindung hinzufügen", "Add a bank connection"),
    "form_update": ("Bankverbindung aktualisieren", "Update a bank connection"),
    "form_transfer": ("Überweisung freigeben", "Approve a transfer"),
    "form_standing_order": ("Dauerauftrag einrichten", "Set up a standing order"),
    "form_debit": ("Lastschrift einreichen", "Submit a direct debit"),
    "form_products": ("Konten auswählen", "Choose accounts"),
    "step_bank": ("Bank wählen", "Choose a bank"),
    "step_interface": ("Zugangsart wählen", "Choose an interface"),
    "step_credentials": ("Zugangsdaten", "Credentials"),
    "step_method": ("TAN-Verfahren wählen", "Choose a TAN method"),
    "step_tan": ("TAN eingeben", "Enter the TAN"),
    "step_app": ("In der App bestätigen", "Confirm in the app"),
    "step_redirect": ("Weiter zur Bank", "Go to the bank"),
    "step_products": ("Konten auswählen", "Choose accounts"),
    "bank_search": ("Name, Ort, BIC oder Bankleitzahl", "Name, city, BIC or bank code"),
    "search": ("Suchen", "Search"),
    "banks_found": ("Gefundene Banken", "Banks found"),
    "bank": ("Bank", "Bank"),
    "no_bank": ("Keine Bank gefunden.", "No bank found."),
    "choose_one": ("Bitte wählen Sie eine Möglichkeit.", "Please choose one."),
    "interface": ("Zugangsart", "Interface"),
    "interface_XS2A": ("XS2A, die Schnittstelle für Drittanbieter", "XS2A, for third parties"),
    "interface_FINTS_SERVER": ("FinTS", "FinTS"),
    "interface_WEB_SCRAPER": ("Online-Banking", "Online banking"),
    "credentials_help": (
        "Testanmeldung: demo, PIN: demo. Ohne TAN: demo_no_msa, PIN: demo_no_msa.",
        "Test login: demo, PIN: demo. Without a TAN: demo_no_msa, PIN: demo_no_msa.",
    ),
    "protect_credentials_help": (
        (
            "Testanmeldung: demo1, ohne TAN, oder test_sca_method, mit TAN. Beliebige PIN; "
            "„falsch“ wird abgelehnt."
        ),
        (
            "Test login: demo1, without a TAN, or test_sca_method, with a TAN. Any PIN; “falsch” "
            "is refused."
        ),
    ),
    "legal": (
        "Ich stimme zu, dass mein Zugang abgerufen wird.",
        "I agree that my bank access is retrieved.",
    ),
    "legal_missing": ("Ohne Ihre Zustimmung geht es nicht weiter.", "This needs your consent."),
    "legal_decline": ("Nicht zustimmen", "Do not agree"),
    "method": ("TAN-Verfahren", "TAN method"),
    "tan": ("TAN", "TAN"),
    "tan_wrong": ("Die TAN ist falsch.", "The TAN is wrong."),
    "tan_sms": (
        "Die TAN steht in einer Nachricht auf Ihrem Handy:",
        "The TAN is in a message on your phone:",
    ),
    "tan_picture": (
        "Lesen Sie das Bild mit Ihrem Gerät:",
        "Scan the picture with your device:",
    ),
    "tan_flicker": (
        "Lesen Sie den Flickercode mit Ihrem Gerät:",
        "Scan the flicker code with your device:",
    ),
    "tan_other": (
        "Geben Sie die TAN ein. In der Sandbox ist 123456 immer richtig.",
        "Enter the TAN. In the sandbox, 123456 is always right.",
    ),
    "picture_alt": ("Bild für das TAN-Verfahren", "Picture for the TAN method"),
    "download_picture": ("Bild speichern", "Save the picture"),
    "open_messages": ("Nachrichten öffnen", "Open messages"),
    "open_reader": ("Lesegerät öffnen", "Open the reader"),
    "open_phone": ("Handy öffnen", "Open the phone"),
    "app_waiting": (
        "Bitte bestätigen Sie auf Ihrem Handy, und machen Sie dann hier weiter.",
        "Please confirm on your phone, and then go on here.",
    ),
    "app_not_yet": (
        "Auf dem Handy ist noch nichts bestätigt.",
        "Nothing has been confirmed on the phone yet.",
    ),
    "redirect_waiting": (
        "Diese Bank fragt auf ihrer eigenen Seite nach Anmeldung und Freigabe.",
        "This bank asks you to sign in and approve on its own page.",
    ),
    "redirect_back": (
        "Sie sind von der Bank zurück.",
        "You are back from the bank.",
    ),
    "go_on": ("Weiter", "Continue"),
    "cancel": ("Abbrechen", "Cancel"),
    "form_opened": (
        "Dieses Formular ist schon geöffnet",
        "This form has been opened already",
    ),
    "form_opened_more": (
        "Es lässt sich nur einmal öffnen. Fordern Sie in der Anwendung ein neues an.",
        "It can be opened only once. Ask for a new one in the application.",
    ),
    "form_ended": ("Dieses Formular ist beendet", "This form has ended"),
    "form_status": ("Stand", "Status"),
    "result_done": ("Erledigt", "Done"),
    "result_aborted": ("Abgebrochen", "Cancelled"),
    "result_failed": ("Nicht gelungen", "Failed"),
    # phone
    "phone": ("Handy von", "Phone of"),
    "phone_confirmations": ("Freigaben", "Confirmations"),
    "phone_messages": ("Nachrichten", "Messages"),
    "phone_nothing": ("Es wartet nichts auf Bestätigung.", "Nothing waits for confirmation."),
    "phone_reload": (
        "Laden Sie die Seite neu, um nachzusehen.",
        "Reload the page to look again.",
    ),
    "phone_gone": (
        "Das wartet nicht mehr.",
        "This does not wait any more.",
    ),
    "phone_access": ("Zugriff auf Konten", "Access to accounts"),
    "confirm": ("Bestätigen", "Confirm"),
    "confirmed": ("Bestätigt.", "Confirmed."),
    "declined": ("Abgelehnt.", "Declined."),
    "time_left": ("Noch", "Time left"),
    "minutes": ("Minuten", "minutes"),
    "no_messages": ("Keine Nachrichten.", "No messages."),
    "message_sms": ("SMS", "Text message"),
    "message_push": ("Mitteilung der App", "Notification of the app"),
    "message_tan": ("Ihre TAN:", "Your TAN:"),
    "message_access": ("für den Zugriff auf Ihre Konten.", "for access to your accounts."),
    "message_order": ("für den Auftrag über", "for the order of"),
    "message_to": ("an", "to"),
    # reader
    "reader": ("Lesegerät", "Reader"),
    "reader_intro": (
        (
            "Hier liest die Sandbox, was eine Anwendung zeigt, wie ein TAN-Generator oder eine "
            "App mit Kamera."
        ),
        (
            "Here the sandbox reads what an application shows, as a TAN generator or an app with "
            "a camera does."
        ),
    ),
    "reader_flicker": ("Flickercode", "Flicker code"),
    "reader_flicker_help": (
        (
            "Der Code, oder die Bilder der Anwendung als Gruppen aus fünf Nullen und Einsen: "
            "Takt und vier Balken."
        ),
        (
            "The code, or the frames of the application as groups of five zeros and ones: clock "
            "and four bars."
        ),
    ),
    "reader_picture": ("photoTAN oder QR-Code (PNG)", "photoTAN or QR code (PNG)"),
    "reader_picture_help": (
        "Ein Bildschirmfoto oder die Datei, die die Anwendung zeigt.",
        "A screenshot or the file that the application shows.",
    ),
    "reader_read": ("Lesen", "Read"),
    "reader_missing": (
        "Bitte geben Sie einen Code ein, oder wählen Sie ein Bild.",
        "Please enter a code or choose a picture.",
    ),
    "reader_unreadable": (
        "Das Gerät erkennt keinen Code: Länge oder Prüfziffern stimmen nicht.",
        "The device finds no code: its length or its check digits are wrong.",
    ),
    "reader_no_decoder": (
        "Für Bilder fehlt der Sandbox eine Bibliothek: pip install 'kontokit-sandbox[reader]'.",
        "The sandbox lacks a library for pictures: pip install 'kontokit-sandbox[reader]'.",
    ),
    "reader_no_picture_code": (
        "In diesem Bild ist kein Code zu erkennen.",
        "There is no readable code in this picture.",
    ),
    "reader_shows": ("Das Gerät zeigt", "The device shows"),
    "reader_start_code": ("Startcode", "Start code"),
    "reader_element": ("Angabe", "Element"),
    "reader_bars": (
        "Flickercode, so wie das Gerät ihn sieht",
        "Flicker code as the device sees it",
    ),
    "reader_play": ("Blinken lassen", "Let it flicker"),
    "reader_play_warning": ("Achtung, es flackert.", "Beware, it flickers."),
    "reader_stop": ("Anhalten", "Stop"),
    "reader_frames": ("Bilder", "Frames"),
    "reader_card_pin": ("PIN der Karte", "PIN of the card"),
    "reader_card_pin_help": ("Beliebige vier Ziffern.", "Any four digits."),
    "reader_card_pin_wrong": ("Die PIN hat vier Ziffern.", "The PIN has four digits."),
    "reader_ask_tan": ("TAN anzeigen", "Show the TAN"),
    "reader_tan": ("TAN", "TAN"),
    "reader_unknown": (
        "Keine Bank der Sandbox hat diesen Code gerade ausgegeben. Diese TAN wird abgelehnt.",
        "No bank of the sandbox has issued this code just now. This TAN will be refused.",
    ),
    "reader_again": ("Etwas anderes lesen", "Read something else"),
}

WORDS: Mapping[Language, Mapping[str, str]] = {
    "de": {key: german for key, (german, _) in _PAGES.items()},
    "en": {key: english for key, (_, english) in _PAGES.items()},
}
"""The texts by language and key; both languages have the same keys."""
