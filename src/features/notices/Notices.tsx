import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { dismiss, type Notice, useNotices } from '../../stores/notices-store.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import './notices.css';

/** Messages over the canvas: errors interrupt a screen reader, information waits its turn. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  const of = (kind: Notice['kind']) => notices.filter((notice) => notice.kind === kind);
  return (
    <div className="notices">
      <div role="alert">{of('error').map(show)}</div>
      <div aria-live="polite">{of('info').map(show)}</div>
    </div>
  );
}

function show(notice: Notice) {
  const Icon = notice.kind === 'error' ? TriangleAlert : CircleCheck;
  return (
    <div key={notice.id} className={`notice notice-${notice.kind}`}>
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      <p>{notice.text}</p>
      {notice.action && (
        <button type="button" className="button" onClick={() => act(notice)}>
          {notice.action.label}
        </button>
      )}
      <IconButton label={t('notice.dismiss')} icon={X} onClick={() => dismiss(notice.id)} />
    </div>
  );
}

function act({ id, action }: Notice): void {
  dismiss(id);
  action?.run();
}
