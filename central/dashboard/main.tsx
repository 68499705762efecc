import './zod-config.ts'; // first: schemas read it when they are made
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import '#renderer/ui/base.css';
import { browserFeed } from './browser-feed.ts';
import { Dashboard } from './dashboard.tsx';
import { createTexts, languageFor } from './texts.ts';

const language = languageFor(navigator.languages);
document.documentElement.lang = language;

const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <StrictMode>
      <I18nextProvider i18n={createTexts(language)}>
        <Dashboard feed={browserFeed()} />
      </I18nextProvider>
    </StrictMode>,
  );
