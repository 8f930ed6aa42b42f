import { type ByteReader, damaged } from '../byte-reader.ts';
import { type Box, boxes, findBox } from './isobmff.ts';

/** Properties of the primary item, and all item properties of the file. */
export interface AvifProperties {
  readonly primary: readonly Box[];
  readonly all: readonly Box[];
}

/** Reads `meta/pitm` and `meta/iprp` (ISO/IEC 23008-12, 6.5 and 9.3; ISO/IEC 14496-12, 8.11). */
export function readAvifProperties(reader: ByteReader): AvifProperties {
  const meta = findBox(reader, 0, reader.length, 'meta');
  if (!meta) throw damaged('an AVIF without a meta box');
  const from = meta.start + 4;
  const pitm = findBox(reader, from, meta.end, 'pitm');
  const iprp = findBox(reader, from, meta.end, 'iprp');
  if (!pitm || !iprp) throw damaged('an AVIF without a primary picture');
  const ipco = findBox(reader, iprp.start, iprp.end, 'ipco');
  if (!ipco) throw damaged('an AVIF without properties');
  const all = [...boxes(reader, ipco.start, ipco.end)];
  const item = reader.u8(pitm.start) === 0 ? reader.u16(pitm.start + 4) : reader.u32(pitm.start + 4);
  const primary: Box[] = [];
  for (const box of boxes(reader, iprp.start, iprp.end)) {
    if (box.type !== 'ipma') continue;
    for (const index of associated(reader, box, item)) {
      const property = all[index - 1];
      if (property) primary.push(property);
    }
  }
  return { primary, all };
}

function associated(reader: ByteReader, ipma: Box, item: number): number[] {
  const version = reader.u8(ipma.start);
  const wide = (reader.u8(ipma.start + 3) & 1) === 1;
  const entries = reader.u32(ipma.start + 4);
  let at = ipma.start + 8;
  for (let entry = 0; entry < entries; entry++) {
    const id = version < 1 ? reader.u16(at) : reader.u32(at);
    at += version < 1 ? 2 : 4;
    const count = reader.u8(at);
    at += 1;
    const indexes: number[] = [];
    for (let k = 0; k < count; k++) {
      indexes.push(wide ? reader.u16(at) & 0x7fff : reader.u8(at) & 0x7f);
      at += wide ? 2 : 1;
    }
    if (id === item) return indexes;
  }
  return [];
}
