import './lib/zod-setup.ts';
// Mantine's styles lie in a layer: whatever a page says of its own wins, in whichever order chunks arrive.
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startLanguage } from './i18n.ts';
import { installKeyGate } from './lib/key-gate.ts';

installKeyGate();
const root = document.getElementById('root');
if (root === null) throw new TypeError('the page has no root element');
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
