import {
  Bandage,
  Brush,
  CircleDashed,
  Eraser,
  Expand,
  Hand,
  Lasso,
  type LucideIcon,
  Pentagon,
  SquareDashed,
  Stamp,
  Wand,
  ZoomIn,
} from 'lucide-react';
import type { ToolId } from '../../editor/ports.ts';
import type { MessageKey } from '../../i18n/catalogue.ts';

/** How a tool is shown. */
export interface ToolLook {
  readonly name: MessageKey;
  readonly icon: LucideIcon;
  /** What it is for, shown beside its options; null where the options say it. */
  readonly hint: MessageKey | null;
  /** The same for a finger, where it is not. */
  readonly touchHint?: MessageKey;
}

export const TOOL_LOOKS: Readonly<Record<ToolId, ToolLook>> = {
  hand: { name: 'tools.hand', icon: Hand, hint: 'tools.hintHand' },
  zoom: { name: 'tools.zoom', icon: ZoomIn, hint: 'tools.hintZoom', touchHint: 'tools.touchZoom' },
  brush: { name: 'tools.brush', icon: Brush, hint: null },
  eraser: { name: 'tools.eraser', icon: Eraser, hint: null },
  rectangle: { name: 'tools.rectangle', icon: SquareDashed, hint: 'tools.hintRectangle' },
  ellipse: { name: 'tools.ellipse', icon: CircleDashed, hint: 'tools.hintEllipse' },
  lasso: { name: 'tools.lasso', icon: Lasso, hint: 'tools.hintLasso' },
  polygon: {
    name: 'tools.polygon',
    icon: Pentagon,
    hint: 'tools.hintPolygon',
    touchHint: 'tools.touchPolygon',
  },
  wand: { name: 'tools.wand', icon: Wand, hint: 'tools.hintWand', touchHint: 'tools.touchWand' },
  clone: { name: 'tools.clone', icon: Stamp, hint: null },
  heal: { name: 'tools.heal', icon: Bandage, hint: null },
  extend: { name: 'tools.extend', icon: Expand, hint: 'tools.hintExtend', touchHint: 'tools.touchExtend' },
};

/** The toolbar, from top to bottom: look, paint, outline, retouch, canvas. */
export const TOOL_GROUPS: readonly (readonly ToolId[])[] = [
  ['hand', 'zoom'],
  ['brush', 'eraser'],
  ['rectangle', 'ellipse', 'lasso', 'polygon', 'wand'],
  ['clone', 'heal'],
  ['extend'],
];
