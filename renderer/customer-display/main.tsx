import '../client/zod-config.ts'; // first: schemas read it when they are made
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { openPort } from '../client/open-port.ts';
import { App } from './app.tsx';
import { createDisplay } from './display.ts';

const display = createDisplay(
  () => openPort('display'),
  {
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  },
  () => location.reload(),
);

const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <StrictMode>
      <App display={display} />
    </StrictMode>,
  );
