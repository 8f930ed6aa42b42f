import type { enModels } from './en-models.ts';

/** Sätze über Modelle, die man selbst mitbringt. */
export const deModels: { readonly [Key in keyof typeof enModels]: string } = {
  'models.about.small':
    'Ein kleines Modell zum Ausbessern, mit frei lizenzierten Bildern trainiert. Setzt Farbe und weiche Struktur fort.',
  'models.about.small4':
    'Dieselben Gewichte ohne Eingang für die Maske, für Methoden, die sich selbst um sie kümmern.',
  'models.about.erase':
    'MI-GAN von Picsart, ein Modell zum Entfernen: ein Schritt, keine Worte. Beim Entfernen ist es immer zuerst dran, egal welches Modell gewählt ist.',
  'models.manage': 'Modelle verwalten',
  'models.title': 'Modelle',
  'models.lead':
    'Modelldateien werden in diesen Browser geladen und rechnen hier. Bilder und Prompts werden nie gesendet.',
  'models.yours': 'Ihre Modelle',
  'models.none': 'Noch keine.',
  'models.fromHere': 'Von diesem Gerät',
  'models.running': 'Jetzt in Verwendung',
  'models.weights': '{bytes} Gewichte',
  'models.known': 'Bekannte öffentliche Modelle',
  'models.add': 'Modell hinzufügen',
  'models.address': 'Repository oder Adresse',
  'models.addressHint':
    'eigentümer/name, ein Pfad darin (eigentümer/name/datei.onnx) oder die Webadresse eines Ordners oder einer .onnx-Datei',
  'models.source': 'Revision und Hub',
  'models.revision': 'Revision',
  'models.hub': 'Adresse des Hubs',
  'models.hubHint':
    'Hier steht die Adresse eines Spiegels; Dateien werden an ihren Prüfsummen gemessen, woher sie auch kommen.',
  'models.hubUsual': 'Zurück zum üblichen Hub',
  'models.addButton': 'Hinzufügen',
  'models.adding': 'Wird nachgesehen',
  'models.importFolder': 'Ordner importieren',
  'models.importZip': '.zip importieren',
  'models.dropHint': 'Ein Ordner oder eine .zip lässt sich auch irgendwo auf der Seite ablegen.',
  'models.state.available': 'Verfügbar',
  'models.state.new': 'Verfügbar · {total}',
  'models.state.builtIn': 'Eingebaut · {total}',
  'models.state.paused': 'Angehalten: {loaded} von {total}',
  'models.state.downloading': 'Wird geladen: {loaded} von {total}',
  'models.state.verifying': 'Wird geprüft: {loaded} von {total}',
  'models.state.ready': 'Bereit · {total}',
  'models.state.damaged': 'Beschädigt',
  'models.progress': 'Download von {name}',
  'models.speed': '{speed} MB/s',
  'models.leftMinutes': 'noch {minutes} min',
  'models.leftSeconds': 'noch {seconds} s',
  'models.leftUnknown': 'Wartet auf den Server',
  'models.missing': '{bytes} fehlen noch.',
  'models.commit': 'Commit {commit}',
  'models.pinned': 'Fassung, Größe und Prüfsummen stehen fest',
  'models.unpinned': 'Fassung und Größe nennt der Hub, wenn Sie „Herunterladen“ drücken',
  'models.use': 'Verwenden',
  'models.inUse': 'In Verwendung',
  'models.pause': 'Anhalten',
  'models.stop': 'Stopp',
  'models.cancel': 'Abbrechen',
  'models.cancelTitle': 'Download von {name} abbrechen?',
  'models.cancelBody': 'Was bisher da ist, verschwindet aus diesem Browser.',
  'models.cancelConfirm': 'Download abbrechen',
  'models.resume': 'Fortsetzen',
  'models.repair': 'Reparieren',
  'models.verify': 'Prüfen',
  'models.export': 'Als .zip exportieren',
  'models.remove': 'Löschen',
  'models.removeTitle': '{name} löschen?',
  'models.removeBody':
    'Die Dateien verschwinden aus diesem Browser. Sie können das Modell wieder laden oder importieren.',
  'models.download': 'Herunterladen',
  'models.license': 'Lizenz: {license}',
  'models.licenseUnknown': 'Lizenz nicht angegeben: sehen Sie auf der Seite des Modells nach',
  'models.needs': 'Braucht etwa {gigabytes} GB Grafikspeicher',
  'models.needsHalf': 'in halber Genauigkeit',
  'models.fits': 'sollte auf diesem Gerät laufen',
  'models.unfitSpace':
    'Es braucht {needed}, und der Browser nennt {free} freien Platz. Löschen Sie erst ein Modell oder machen Sie Speicher frei.',
  'models.unfitMemory': 'Dieses Gerät nennt {have} GB Arbeitsspeicher: Es passt vielleicht nicht hinein.',
  'models.anywayTitle': '{name} trotzdem herunterladen?',
  'models.anyway': 'Trotzdem herunterladen',
  'models.unfitHalf':
    'Diese Grafikkarte rechnet nicht in halber Genauigkeit: Das Modell liefe auf dem Prozessor, viele Minuten je Füllung.',
  'models.unfitCpu':
    'Hier ist keine brauchbare Grafikkarte: Mit diesem Modell würde eine Füllung viele Minuten dauern.',
  'models.use.prompted': 'Füllt und erweitert nach Prompt',
  'models.use.erase': 'Entfernt in einem Schritt, ohne Prompt',
  'models.use.fewSteps': 'Füllt und erweitert nach Prompt, in wenigen Schritten',
  'models.use.eraseDiffusion': 'Entfernt in mehreren Schritten, ohne Prompt',
  'models.storage': '{used} belegt, etwa {free} frei.',
  'models.persistent': 'Der Browser behält es, bis Sie es löschen.',
  'models.evictable': 'Der Browser darf es löschen, wenn der Platz knapp wird.',
  'models.refused':
    'Der Browser wurde gebeten, es zu behalten, und hat es nicht zugesagt: Er darf es löschen, wenn der Platz knapp wird. Die Seite zu installieren, ändert das oft.',
  'models.report': 'Bericht kopieren',
  'models.reportFailed':
    'Der Browser hat den Bericht nicht in die Zwischenablage gelassen. Klicken Sie einmal auf die Seite und drücken Sie dann noch einmal.',
  'models.crashed':
    'Der letzte Besuch endete, während {name} rechnete. Jetzt ist das eingebaute Modell gewählt; Ihres ist noch da, unter „Modelle“.',
  'models.reportCopied': 'Der Bericht ist in der Zwischenablage. Er enthält keine Bilder und keine Prompts.',

  'error.model-address':
    'Das ist keine Adresse eines Modells. Geben Sie eigentümer/name eines Repositorys an oder die Webadresse eines Ordners.',
  'error.model-unreachable':
    '{host} ist nicht erreichbar. Prüfen Sie die Verbindung und drücken Sie „Fortsetzen“; was da ist, bleibt. Öffnen sich die Seiten des Servers trotzdem, lässt er andere Seiten seine Dateien nicht lesen.',
  'error.model-not-found':
    'Unter dieser Adresse ist nichts öffentlich. Prüfen Sie die Schreibweise. Ein Modell, das eine Anmeldung verlangt, können Sie von Hand laden und importieren.',
  'error.model-host-busy':
    '{host} bittet, {minutes} min zu warten. Drücken Sie dann „Fortsetzen“; was da ist, bleibt.',
  'error.model-page':
    '{host} hat statt einer Modelldatei eine Webseite geschickt. Verlangt dieses Netz eine Anmeldung, melden Sie sich erst an und drücken Sie dann „Fortsetzen“.',
  'error.model-host-unfit':
    '{host} sagt nicht, wie groß seine Dateien sind; so lässt sich nichts prüfen. Laden Sie sie von Hand und importieren Sie den Ordner.',
  'error.model-several':
    'Hier liegen mehrere Modelle: {what}. Fügen Sie eines mit seinem Pfad hinzu: eigentümer/name/datei.onnx.',
  'error.model-import-again':
    '{name} kam von diesem Gerät und ist nicht mehr vollständig. Importieren Sie den Ordner oder das Archiv noch einmal.',
  'error.model-file-unreadable':
    '{what} ließ sich nicht zu Ende lesen. Prüfen Sie den Datenträger und importieren Sie noch einmal.',
  'error.model-missing':
    'Das ist kein vollständiges Modell: {what} fehlt. Wählen Sie den Ordner, der die Teile enthält.',
  'error.model-unsupported':
    'Diese Art von Modell läuft hier nicht ({what}). Nehmen Sie eines im ONNX-Aufbau von diffusers oder ein Löschmodell aus einem Graphen.',
  'error.model-changed':
    'Der Server schickt jetzt etwas anderes, als er angekündigt hat. Löschen Sie das Modell und fügen Sie es neu hinzu.',
  'error.model-damaged':
    'Eine Datei dieses Modells ist beschädigt ({what}). Drücken Sie „Reparieren“, um das Abweichende neu zu laden.',
  'error.model-too-large':
    'Dieses Modell hat Gewichte von {megabytes} MB am Stück, die Grafikkarte nimmt {limit} MB. Wählen Sie ein kleineres Modell, oder rechnen Sie auf dem Prozessor: ?provider=wasm an die Adresse hängen.',
  'error.model-busy': 'Ein anderer Tab arbeitet an diesem Modell. Der Fortschritt steht auch hier.',
  'error.storage-full':
    'Der Browser hat keinen Platz mehr. Löschen Sie ein Modell oder machen Sie Speicher frei und drücken Sie „Fortsetzen“; was da ist, bleibt.',
  'error.storage-unavailable':
    'Dieser Browser behält für diese Seite keine Dateien (ein privates Fenster?). Eigene Modelle brauchen ein normales Fenster.',
};
