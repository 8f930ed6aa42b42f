import type { Catalogue } from './catalogue.ts';
import type { enFiles } from './en-files.ts';

/** As `en-files.ts`, in German. */
export const deFiles: Pick<Catalogue, keyof typeof enFiles> = {
  'kept.title': 'Unfertige Arbeit auf diesem Gerät',
  'kept.edits': { one: '1 Schritt', other: '{count} Schritte' },
  'kept.continue': 'Weitermachen',
  'kept.continueNamed': 'Mit {name} weitermachen',
  'kept.discard': 'Verwerfen',
  'kept.discardNamed': 'Arbeit an {name} verwerfen',
  'save.saving': 'Wird gesichert',
  'save.savingHint': 'Ihre Arbeit wird auf diesem Gerät gesichert.',
  'save.saved': 'Entwurf gesichert',
  'save.savedHint':
    'Alles bis hierher liegt auf diesem Gerät und übersteht auch einen Absturz. Weiter geht es nicht.',
  'save.full': 'Nicht gesichert: Speicher voll',
  'save.fullHint':
    'Dieses Gerät gibt der Seite keinen Platz mehr. Speichern Sie eine Projektdatei oder schaffen Sie Platz; dann geht es von selbst weiter.',
  'save.unavailable': 'Nicht gesichert: kein Speicher',
  'save.unavailableHint':
    'Dieser Browser behält für diese Seite nichts, wie in einem privaten Fenster. Speichern Sie eine Projektdatei, bevor Sie schließen.',
  'save.failed': 'Nicht gesichert: Schreibfehler',
  'save.failedHint':
    'Die Arbeit ließ sich nicht schreiben. Es wird erneut versucht; sicher ist eine Projektdatei.',
  'save.toFile': 'Projekt speichern',
  'project.save': 'Projekt speichern',
  'project.saved': '{name} gespeichert. Öffnen Sie die Datei hier, um weiterzumachen.',
  'fills.label': { one: '1 Füllung', other: '{count} Füllungen' },
  'fills.list': 'Füllungen',
  'fills.name': '{index}. {intent}',
  'fills.words': '{index}. {intent}: {prompt}',
  'fills.size': '{width} × {height} px',
  'fills.hide': 'Füllung {index} ausblenden',
  'fills.show': 'Füllung {index} einblenden',
  'fills.compare': 'Ohne Füllung {index} vergleichen',
  'fills.compareHint': 'Drücken zeigt das Bild ohne Füllung {index}, gedrückt halten nur so lange',
  'fills.without': 'Ohne Füllung {index}',
  'fills.edit': 'Füllung {index} bearbeiten',
  'fills.feather': 'Weicher Rand',
  'fills.featherHint': 'Wie weich die Füllung ins Bild übergeht.',
  'fills.grow': 'Breiterer Rand',
  'fills.growHint': 'Wie weit die Füllung über das Übermalte hinaus deckt.',
  'fills.percent': '{percent} %',
  'fills.roll': 'Neu versuchen',
  'fills.rollHint': 'Macht diese Füllung noch einmal, anders, auf dem Bild, wie es unter ihr liegt.',
  'fills.delete': 'Löschen',
  'export.button': 'Exportieren',
  'export.hint': '{export} als {format}. Oder ziehen Sie diese Schaltfläche in ein anderes Programm.',
  'export.more': 'Weitere Arten zu sichern',
  'export.asOpened': 'Als {format} exportieren, wie geöffnet',
  'export.instead': 'Auch als {format} speichern',
  'export.layers': 'Ebenen exportieren (OpenRaster)',
  'export.doneLossy': '{name} gespeichert, {size}. Neu komprimiert: Jedes Pixel kann ein wenig abweichen.',
  'export.doneLayers': '{name} gespeichert: das Bild und eine Ebene je Füllung.',
  'exportAs.button': 'Exportieren als …',
  'exportAs.title': 'Exportieren als',
  'exportAs.format': 'Format',
  'exportAs.lossless':
    'Verlustfrei. Pixel außerhalb der Füllungen bleiben, wie sie sind; geprüft an der geschriebenen Datei.',
  'exportAs.why':
    'Das Bild stammt aus einem {format}. Wieder als {format} gespeichert, änderte sich jedes Pixel ein wenig; ein PNG ist größer und ändert keines.',
  'exportAs.lossy': 'Kleiner, aber neu komprimiert: Jedes Pixel kann ein wenig abweichen.',
  'exportAs.quality': 'Qualität',
  'exportAs.along': 'Was mitgeht',
  'exportAs.camera': 'Kameradaten',
  'exportAs.cameraHint': 'Kamera, Objektiv, Belichtung, Zeit und Urheber. Nie der Ort.',
  'exportAs.parameters': 'Beschreibung und Einstellungen',
  'exportAs.parametersHint':
    'Der obersten Füllung, als Text, den andere Programme lesen. Öffnen Sie das PNG hier, um sie zurückzuholen.',
  'exportAs.profile': 'Das Farbprofil bleibt erhalten.',
  'exportAs.sixteenBit': 'Die Datei hat 16 Bit je Kanal. Dies ist eine 8-Bit-Arbeitskopie.',
  'exportAs.about': 'etwa {size}',
  'exportAs.cancel': 'Abbrechen',
  'exportAs.save': 'Speichern',
  'export.mask': 'Maske als PNG sichern',
  'export.working': 'Datei wird geschrieben',
  'export.done':
    '{name} gesichert. Neu sind nur die Füllungen und ihre weichen Ränder: {changed} von {others} anderen Pixeln verändert.',
  'export.untouched': '{name} gesichert: keine Füllungen, also kein Pixel verändert.',
  'export.changed':
    '{name} ist gesichert, aber {changed} von {others} Pixeln außerhalb der Füllungen weichen ab. Bitte melden Sie dieses Bild.',
  'export.pending':
    'Übernehmen oder verwerfen Sie zuerst die Vorschläge: Gesichert werden nur übernommene Füllungen.',
  'error.project-damaged':
    'Diese Projektdatei ist beschädigt oder nicht von Lacuna. Nichts wurde verändert; öffnen Sie eine andere Kopie.',
  'error.project-newer':
    'Dieses Projekt stammt aus einer neueren Version von Lacuna. Laden Sie die Seite neu und öffnen Sie die Datei noch einmal.',
  'error.project-too-large': 'Dieses Projekt enthält mehr, als hier Platz hat. Nichts wurde verändert.',
  'error.session-elsewhere':
    'Diese Arbeit ist in einem anderen Tab offen. Machen Sie dort weiter oder schließen Sie ihn zuerst.',
};
