import type { ToolId } from '../ports.ts';
import { brushTool } from './brush/tool.ts';
import { eraserTool } from './eraser/tool.ts';
import { handTool } from './hand/tool.ts';
import { rectangleTool } from './rectangle/tool.ts';
import type { Tool } from './tool.ts';

/** Every tool: one line each. */
export const TOOLS: Readonly<Record<ToolId, Tool>> = {
  hand: handTool,
  brush: brushTool,
  eraser: eraserTool,
  rectangle: rectangleTool,
};
