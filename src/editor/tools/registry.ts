import type { ToolId } from '../ports.ts';
import { brushTool } from './brush/tool.ts';
import { cloneTool } from './clone/tool.ts';
import { ellipseTool } from './ellipse/tool.ts';
import { eraserTool } from './eraser/tool.ts';
import { extendTool } from './extend/tool.ts';
import { handTool } from './hand/tool.ts';
import { healTool } from './heal/tool.ts';
import { lassoTool } from './lasso/tool.ts';
import { polygonTool } from './polygon/tool.ts';
import { rectangleTool } from './rectangle/tool.ts';
import type { Tool } from './tool.ts';
import { wandTool } from './wand/tool.ts';
import { zoomTool } from './zoom/tool.ts';

/** Every tool: one line each. */
export const TOOLS: Readonly<Record<ToolId, Tool>> = {
  hand: handTool,
  zoom: zoomTool,
  brush: brushTool,
  eraser: eraserTool,
  rectangle: rectangleTool,
  ellipse: ellipseTool,
  lasso: lassoTool,
  polygon: polygonTool,
  wand: wandTool,
  clone: cloneTool,
  heal: healTool,
  extend: extendTool,
};
