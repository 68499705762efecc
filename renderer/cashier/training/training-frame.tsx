import type { ReactNode } from 'react';
import { TrainingBand } from './training-band.tsx';
import './training.css';

/** Around the whole window as long as somebody trains, and nothing otherwise. */
export function TrainingFrame({ isTraining, children }: { isTraining: boolean; children: ReactNode }) {
  if (!isTraining) return children;
  return (
    <div className="training-frame">
      <TrainingBand />
      {children}
    </div>
  );
}
