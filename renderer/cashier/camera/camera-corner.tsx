import { lazy, Suspense } from 'react';
import { useLive } from '../../client/live.ts';
import { useCounter } from '../use-counter.ts';

/** Nothing of it is loaded before a camera is on. */
const CameraView = lazy(async () => ({ default: (await import('./camera-view.tsx')).CameraView }));

/** What the camera sees, small, where one reads codes for this counter. */
export function CameraCorner() {
  const { till } = useCounter();
  const camera = useLive(till.devices.camera);
  if (!camera?.on) return null;
  return (
    <Suspense fallback={null}>
      <CameraView key={camera.name} name={camera.name} />
    </Suspense>
  );
}
