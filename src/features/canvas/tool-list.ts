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
  /** How it is used, in a line. */
  readonly hint: MessageKey;
  /** The same for a finger, where it is not. */
  readonly touchHint?: MessageKey;
  /** True where the options fill the bar: the hint is in the tooltip alone. */
  readonly crowded?: boolean;
}

export const TOOL_LOOKS: Readonly<Record<ToolId, ToolLook>> = {
  hand: { name: 'tools.hand', icon: Hand, hint: 'tools.hintHand' },
  zoom: { name: 'tools.zoom', icon: ZoomIn, hint: 'tools.hintZoom', touchHint: 'tools.touchZoom' },
  brush: { name: 'tools.brush', icon: Brush, hint: 'hint.paint', crowded: true },
  eraser: { name: 'tools.eraser', icon: Eraser, hint: 'tools.hintEraser', crowded: true },
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
  clone: { name: 'tools.clone', icon: Stamp, hint: 'tools.hintClone', crowded: true },
  heal: { name: 'tools.heal', icon: Bandage, hint: 'tools.hintHeal', crowded: true },
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
