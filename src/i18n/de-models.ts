import type { enModels } from './en-models.ts';

/** Sätze über Modelle, die man selbst mitbringt. */
export const deModels: { readonly [Key in keyof typeof enModels]: string } = {
  'models.manage': 'Modelle verwalten',
  'models.title': 'Modelle',
  'models.lead':
    'Modelldateien werden in diesen Browser geladen und rechnen hier. Bilder und Prompts werden nie gesendet.',
  'models.yours': 'Ihre Modelle',
  'models.none': 'Noch keine.',
  'models.known': 'Bekannte öffentliche Modelle',
  'models.add': 'Modell hinzufügen',
  'models.address': 'Repository oder Adresse',
  'models.addressHint': 'eigentümer/name oder die Webadresse eines Ordners oder einer .onnx-Datei',
  'models.revision': 'Revision',
  'models.hub': 'Adresse des Hubs',
  'models.addButton': 'Hinzufügen',
  'models.adding': 'Wird nachgesehen',
  'models.importFolder': 'Ordner importieren',
  'models.importZip': '.zip importieren',
  'models.state.paused': 'Angehalten: {loaded} von {total}',
  'models.state.downloading': '{loaded} von {total} · {speed} MB/s · {left}',
  'models.state.verifying': 'Wird geprüft',
  'models.state.ready': 'Bereit · {total}',
  'models.state.damaged': 'Beschädigt',
  'models.progress': 'Download von {name}',
  'models.leftMinutes': 'noch {minutes} min',
  'models.leftSeconds': 'noch {seconds} s',
  'models.leftUnknown': 'Restzeit unbekannt',
  'models.use': 'Verwenden',
  'models.inUse': 'In Verwendung',
  'models.pause': 'Anhalten',
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
  'models.unfitHalf':
    'Diese Grafikkarte rechnet nicht in halber Genauigkeit: Das Modell würde hier nicht laufen.',
  'models.unfitCpu':
    'Hier ist keine brauchbare Grafikkarte: Mit diesem Modell würde eine Füllung viele Minuten dauern.',
  'models.use.prompted': 'Füllt und erweitert nach Prompt',
  'models.use.erase': 'Entfernt in einem Schritt, ohne Prompt',
  'models.use.fewSteps': 'Mit Prompt, in wenigen Schritten',
  'models.storage': '{used} belegt, etwa {free} frei',
  'models.persistent': 'Der Browser behält es, bis Sie es löschen.',
  'models.evictable': 'Der Browser darf es löschen, wenn der Platz knapp wird.',
  'models.runs': 'Rechnet auf: {provider}',
  'models.report': 'Bericht kopieren',
  'models.reportCopied': 'Der Bericht ist in der Zwischenablage. Er enthält keine Bilder und keine Prompts.',

  'error.model-address':
    'Das ist keine Adresse eines Modells. Geben Sie eigentümer/name eines Repositorys an oder die Webadresse eines Ordners.',
  'error.model-unreachable':
    'Der Server des Modells ist nicht erreichbar. Prüfen Sie die Verbindung und drücken Sie „Fortsetzen“; was da ist, bleibt.',
  'error.model-missing':
    'Das ist kein vollständiges Modell: {what} fehlt. Wählen Sie den Ordner, der die Teile enthält.',
  'error.model-unsupported':
    'Diese Art von Modell läuft hier nicht ({what}). Nehmen Sie eines im ONNX-Aufbau von diffusers oder ein Löschmodell aus einem Graphen.',
  'error.model-changed':
    'Der Server schickt jetzt etwas anderes, als er angekündigt hat. Löschen Sie das Modell und fügen Sie es neu hinzu.',
  'error.model-damaged':
    'Eine Datei dieses Modells ist beschädigt ({what}). Drücken Sie „Reparieren“, um das Abweichende neu zu laden.',
  'error.model-busy': 'Ein anderer Tab arbeitet an diesem Modell. Der Fortschritt steht auch hier.',
  'error.storage-full':
    'Der Browser hat keinen Platz mehr. Löschen Sie ein Modell oder machen Sie Speicher frei und drücken Sie „Fortsetzen“; was da ist, bleibt.',
  'error.storage-unavailable':
    'Dieser Browser behält für diese Seite keine Dateien (ein privates Fenster?). Eigene Modelle brauchen ein normales Fenster.',
};
