import './ui/tokens.css';
import './ui/base.css';
import './ui/choices.css';
import './ui/controls.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { boot } from './app/boot.ts';
import { Inert } from './app/Inert.tsx';
import { InLanguage } from './app/InLanguage.tsx';
import { wire } from './app/wire.ts';
import { startLanguage } from './i18n/language.ts';
import { parseUrlOptions } from './lib/url-options.ts';
import { isFramed } from './pwa/framed.ts';
import { startTheme } from './stores/theme-store.ts';

async function main(): Promise<void> {
  const host = document.getElementById('root');
  if (!host) throw new Error('no #root');
  startTheme();
  await startLanguage();
  if (isFramed()) {
    createRoot(host).render(<Inert />);
    return;
  }
  const options = parseUrlOptions(location.search);
  await wire(options);
  createRoot(host).render(
    <StrictMode>
      <InLanguage>
        <App />
      </InLanguage>
    </StrictMode>,
  );
  boot(options);
}

void main();
