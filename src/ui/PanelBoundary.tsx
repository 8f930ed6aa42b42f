import { Component, type ReactNode } from 'react';
import { t } from '../i18n/t.ts';

interface State {
  readonly failed: boolean;
}

/** Keeps a failure inside one panel: the rest of the page, and the picture, live on. */
export class PanelBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(error: Error): void {
    console.error(error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="panel-failed" role="alert">
        <p>{t('app.panelFailed')}</p>
        <button type="button" className="button" onClick={() => this.setState({ failed: false })}>
          {t('app.panelRetry')}
        </button>
      </div>
    );
  }
}
