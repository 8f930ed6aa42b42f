/** The same in German. */
export const deSampling = {
  'advanced.eta': 'Frisches Rauschen (Eta)',
  'advanced.etaHint': 'Anteil an neuem Rauschen je Schritt: 0 ist beständig, 1 lebendiger.',
  'advanced.noiseLevels': 'Rauschstufen',
  'advanced.noiseLevelsHint': 'Karras verwendet mehr Schritte auf feine Einzelheiten.',
  'advanced.timesteps': 'Abstand der Zeitschritte',
  'advanced.timestepsHint': 'Welche Stufen es besucht. „Trailing“ beginnt beim reinsten Rauschen.',
  'advanced.timestepsIdle': 'Diese Stufen haben ihren eigenen Abstand.',
  'advanced.guidanceRescale': 'Texttreue dämpfen',
  'advanced.guidanceRescaleHint': 'Nimmt verbrannte Farben starker Texttreue zurück; üblich ist 0,7.',
  'advanced.guidanceRescaleIdle': 'Nur bei einer Texttreue über 1.',
  'advanced.samplerFirst': 'Wählen Sie oben einen Sampler, um dies einzustellen.',
  'advanced.notThisSampler': 'Der gewählte Sampler hat diese Einstellung nicht.',
  'noiseLevels.auto': 'Wie das Modell es vorgibt',
  'noiseLevels.karras': 'Karras',
  'noiseLevels.plain': 'Wie die Zeitschritte liegen',
  'timesteps.auto': 'Wie das Modell es vorgibt',
  'timesteps.leading': 'Leading',
  'timesteps.trailing': 'Trailing',
  'timesteps.linspace': 'Linspace',
  'run.cancelledKept': 'Abgebrochen. Was fertig war, bleibt als Vorschlag.',
  'stage.steps': 'In Schritten erweitert',
  'stage.tileable': 'Nahtlos gemacht',
  'stage.wrap': 'Enden verbunden',
  'expand.wrap': 'Beide Enden verbinden',
  'expand.wrapHint':
    'Für Rundum-Panoramen: Das rechte Ende trifft das linke. Nur wenn links oder rechts allein etwas dazukommt.',
  'seamless.make': 'Nahtlos machen',
  'seamless.hint':
    'Für Texturen: Ein Streifen an den Rändern entsteht neu, damit Kopien nebeneinander passen.',
  'error.texture-size':
    'Dafür ist dieses Bild zu klein oder zu groß. Bringen Sie es auf mindestens 64 Pixel je Seite und höchstens 16 Megapixel.',
} as const;
