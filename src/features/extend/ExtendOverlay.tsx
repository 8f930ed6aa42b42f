import { extendRect, isNoGrowth, rectsAround } from '../../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import { useEditor } from '../../stores/use-services.ts';
import { EdgeHandle } from './EdgeHandle.tsx';
import { ExtentLabel } from './ExtentLabel.tsx';
import { PlanBands } from './PlanBands.tsx';
import './extend.css';

const EDGES = ['left', 'top', 'right', 'bottom'] as const;
const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/** The canvas to be, over the canvas that is: what is new, what is cut, the steps, the size, and the handles. */
export function ExtendOverlay() {
  const canvas = useEditor((state) => state.document);
  const extent = useEditor((state) => state.extent);
  const view = useEditor((state) => state.view);
  const inHand = useEditor((state) => state.tool === 'extend');
  const comparing = useEditor((state) => state.comparing || state.compareMode !== 'off');
  if (!canvas || !extent || comparing) return null;
  const before: Rect = { x: 0, y: 0, width: canvas.width, height: canvas.height };
  const after = extendRect(before, extent);
  const changes = !isNoGrowth(extent);
  if (!changes && !inHand) return null;
  const onScreen = ({ x, y, width, height }: Rect): Rect => ({
    x: x * view.zoom + view.x,
    y: y * view.zoom + view.y,
    width: width * view.zoom,
    height: height * view.zoom,
  });
  const place = onScreen(after);
  return (
    <div className="extend">
      <svg className="extend-areas" aria-hidden="true">
        {rectsAround(after, before).map((rect, index) => (
          <rect key={SIDE_KEYS[index]} className="extend-new" {...onScreen(rect)} />
        ))}
        {rectsAround(before, after).map((rect, index) => (
          <rect key={SIDE_KEYS[index]} className="extend-cut" {...onScreen(rect)} />
        ))}
        <PlanBands canvas={before} extent={extent} onScreen={onScreen} />
        <rect className="extend-edge-under" {...place} />
        <rect className="extend-edge" {...place} data-changes={changes || undefined} />
      </svg>
      <div
        className="extend-frame"
        style={{ left: place.x, top: place.y, width: place.width, height: place.height }}
      >
        {changes && <ExtentLabel after={after} extent={extent} canvas={before} />}
        {inHand && EDGES.map((side) => <EdgeHandle key={side} side={side} canvas={before} extent={extent} />)}
        {inHand && CORNERS.map((corner) => <span key={corner} className="extend-corner" data-at={corner} />)}
      </div>
    </div>
  );
}

/** The order in which `rectsAround` tells its parts. */
const SIDE_KEYS = ['top', 'bottom', 'left', 'right'] as const;
